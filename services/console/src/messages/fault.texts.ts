// fault.texts.ts — why a message was not sent, and what to do about it.
import type { Row } from '../parts/answer';
import type { Texts } from '../language/language';

type Fault = NonNullable<Row<'/api/v1/messages'>['fault']>;

export const faultTexts: Texts<Fault> = {
  token_refused: ['Token ditolak', 'Token refused'],
  device_disconnected: ['WhatsApp tidak tersambung', 'WhatsApp is disconnected'],
  no_quota: ['Kuota pesan habis', 'No messages left'],
  unreachable: ['Penyedia tidak terjangkau', 'Vendor out of reach'],
  busy: ['Penyedia minta menunggu', 'Vendor asks to wait'],
  number_refused: ['Nomor tidak di WhatsApp', 'Number is not on WhatsApp'],
  refused: ['Ditolak penyedia', 'Refused by the vendor'],
  no_answer: ['Tidak ada jawaban pasti', 'No certain answer'],
  not_in_time: ['Terlalu lama menunggu', 'Waited too long'],
  interrupted: ['Terputus saat dikirim', 'Interrupted while sending'],
  unreadable: ['Isi tidak dapat dibuka', 'Content cannot be opened'],
  template_missing: ['Belum ada template', 'No template is set'],
  template_refused: ['Template ditolak', 'Template refused'],
  restricted: ['Akun pengirim dibatasi', 'Sender is restricted'],
  not_linked: ['Nomor belum terhubung', 'Number is not linked'],
  channel_off: ['Saluran dimatikan', 'Channel is switched off'],
};

export const adviceTexts: Texts<Fault> = {
  token_refused: [
    'Salin token perangkat, atau pengguna dan kata sandi, dari dasbor {channel} ke Setelan.',
    "Copy the device's token, or user and password, from the {channel} dashboard to the settings.",
  ],
  device_disconnected: [
    'Buka dasbor {channel}, pindai kode QR dengan HP pengirim, dan pastikan HP itu menyala dan tersambung ke internet.',
    'Open the {channel} dashboard, scan the QR code with the sending phone, and see that this phone is on and has internet.',
  ],
  no_quota: [
    'Perpanjang atau naikkan paket {channel}; pesan yang menunggu lalu dikirim sendiri.',
    'Renew or enlarge the {channel} package; what waits is then sent by itself.',
  ],
  unreachable: [
    'Server ini tidak dapat menghubungi {channel}. Periksa internet server, DNS, dan alamatnya di Setelan.',
    'This server cannot reach {channel}. Check its internet, DNS and the address in the settings.',
  ],
  busy: [
    'Tunggu sebentar, lalu coba lagi. Bila sering terjadi, turunkan MESSAGES_PER_MINUTE.',
    'Wait a moment and try again. If it happens often, lower MESSAGES_PER_MINUTE.',
  ],
  number_refused: [
    'Periksa nomornya: mungkin salah ketik, atau belum memakai WhatsApp.',
    'Check the number: it may be mistyped, or does not use WhatsApp.',
  ],
  refused: [
    'Lihat kata-kata penyedia di bawah, lalu tanyakan kepada {channel}.',
    "See the vendor's words below, then ask {channel}.",
  ],
  no_answer: [
    'Pesan mungkin sudah terkirim. Lihat HP penerima sebelum mengirim lagi.',
    "The message may have been sent. Look at the receiver's phone before you send again.",
  ],
  not_in_time: [
    'Pesan tidak sempat dikirim sebelum kedaluwarsa. Lihat kesehatan saluran di halaman Pesan.',
    'It could not leave before it was too old. See how the channel fares on the page Messages.',
  ],
  interrupted: [
    'Layanan berhenti di tengah pengiriman. Lihat HP penerima sebelum mengirim lagi.',
    "The service stopped while sending. Look at the receiver's phone before you send again.",
  ],
  unreadable: [
    'SECRETS_KEY sudah diganti sejak pesan ini dibuat. Pesan baru tidak terpengaruh.',
    'SECRETS_KEY was changed since this message was made. New messages are not affected.',
  ],
  template_missing: [
    'Orang ini tidak menulis dalam 24 jam terakhir, jadi WhatsApp hanya menerima template. Isi CLOUD_OTP_TEMPLATE atau CLOUD_TEMPLATES di Setelan.',
    'This person did not write within 24 hours, so WhatsApp takes templates only. Set CLOUD_OTP_TEMPLATE or CLOUD_TEMPLATES in the settings.',
  ],
  template_refused: [
    'Buka WhatsApp Manager: template itu dijeda, berubah, atau jumlah isiannya berbeda dari Setelan.',
    'Open the WhatsApp Manager: the template is paused or changed, or has other places than the settings say.',
  ],
  restricted: [
    'Buka kualitas akun di WhatsApp Manager dan lihat sampai kapan pengirim dibatasi.',
    'Open the account quality in the WhatsApp Manager and see until when the sender is restricted.',
  ],
  not_linked: [
    'Minta orang ini menghubungkan {channel} dari portal, atau kirim lewat saluran lain.',
    'Ask the person to link {channel} in the portal, or send by another channel.',
  ],
  channel_off: [
    'Hapus saluran ini dari MESSAGE_CHANNELS_OFF di Setelan, atau isi saluran lain untuk jenis pesan ini di MESSAGE_CHAINS. Pesan yang menunggu lalu dikirim sendiri.',
    'Take the channel out of MESSAGE_CHANNELS_OFF in the settings, or name another one for this kind in MESSAGE_CHAINS. What waits is then sent by itself.',
  ],
};
