// What is sent out by WhatsApp, in Indonesian. Keys are the templates of proto saring.notification.v1.
export const id = {
  'otp.code':
    '*{code}* adalah kode masuk WiFi Anda. Berlaku {minutes} menit. Jangan berikan kode ini kepada siapa pun.',
  'quota.granted': 'Kuota Anda bertambah {amount}. Sisa kuota: {remaining}.',
  'quota.low': 'Sisa kuota Anda {remaining}. Kecepatan diturunkan sampai kuota diisi lagi.',
  'quota.exhausted': 'Kuota Anda habis. Buka halaman WiFi untuk mengisi kuota.',
  'quota.expired': 'Masa aktif kuota Anda sudah berakhir. Buka halaman WiFi untuk mengisi kuota.',
  'access.blocked': 'Akses WiFi Anda diblokir: {reason}. Hubungi pengelola bila ini keliru.',
  'access.unblocked': 'Akses WiFi Anda sudah dibuka kembali.',
  'approval.approved': 'Pendaftaran Anda disetujui. Selamat memakai WiFi.',
  'approval.rejected': 'Pendaftaran Anda ditolak: {reason}.',
} as const;
