// quota.texts.ts — what a person reads when the ledger refuses: what happened, then what to do.
import type { ErrorTexts } from './error-text';

export const quotaErrors = {
  'QUOTA.ACCOUNT_UNKNOWN': {
    id: { title: 'Akun kuota tidak ditemukan', detail: 'Akun ini belum ada.' },
    en: { title: 'Quota account not found', detail: 'There is no such account yet.' },
  },
  'QUOTA.BYTES_REQUIRED': {
    id: {
      title: 'Jumlah kuota salah',
      detail: 'Tulis jumlah byte yang lebih dari nol, atau pilih tanpa batas.',
    },
    en: {
      title: 'Amount of quota is wrong',
      detail: 'Write a number of bytes above zero, or choose unlimited.',
    },
  },
  'QUOTA.REASON_REQUIRED': {
    id: { title: 'Alasan belum diisi', detail: 'Tulis alasannya.' },
    en: { title: 'Reason is missing', detail: 'Write the reason.' },
  },
  'QUOTA.PACKAGE_SWALLOWED_BY_DEBT': {
    id: {
      title: 'Kuota habis untuk tunggakan',
      detail: 'Seluruh kuota ini akan terpakai untuk tunggakan. Pilih yang lebih besar, atau lunasi dulu.',
    },
    en: {
      title: 'Debt would take it all',
      detail: 'This quota would go whole into your debt. Choose a larger one, or settle first.',
    },
  },
  'QUOTA.NOT_KOMANDAN': {
    id: {
      title: 'Hanya untuk Komandan',
      detail: 'Kuota tambahan hanya bisa diminta oleh Komandan yang aktif.',
    },
    en: { title: 'Only for a Komandan', detail: 'Only an active Komandan may ask for more quota.' },
  },
  'QUOTA.REQUEST_PENDING': {
    id: { title: 'Permintaan masih menunggu', detail: 'Tunggu keputusan atas permintaan sebelumnya.' },
    en: { title: 'A request is waiting', detail: 'Wait for the decision on the request before.' },
  },
  'QUOTA.REQUEST_TOO_SOON': {
    id: { title: 'Belum bisa meminta lagi', detail: 'Permintaan berikutnya bisa dibuat beberapa jam lagi.' },
    en: { title: 'Too soon to ask again', detail: 'The next request can be made in some hours.' },
  },
  'QUOTA.REQUEST_TOO_LARGE': {
    id: { title: 'Permintaan terlalu besar', detail: 'Minta kuota atau hari yang lebih sedikit.' },
    en: { title: 'The request is too large', detail: 'Ask for less quota or fewer days.' },
  },
  'QUOTA.REQUEST_UNKNOWN': {
    id: { title: 'Permintaan tidak ditemukan', detail: 'Mungkin sudah diputuskan.' },
    en: { title: 'Request not found', detail: 'It may have been decided already.' },
  },
  'QUOTA.FREE_OFF': {
    id: { title: 'Kuota gratis tidak tersedia', detail: 'Tanyakan kepada pengelola.' },
    en: { title: 'Free quota is not offered', detail: 'Ask the operator.' },
  },
  'QUOTA.FREE_TAKEN': {
    id: { title: 'Kuota gratis hari ini sudah diambil', detail: 'Besok bisa diambil lagi.' },
    en: { title: 'The free quota of today was taken', detail: 'Take it again tomorrow.' },
  },
  'QUOTA.FREE_NOT_NEEDED': {
    id: {
      title: 'Kuota gratis belum bisa diambil',
      detail: 'Kuota gratis untuk yang kuotanya habis. Muat ulang halaman ini.',
    },
    en: {
      title: 'Free quota cannot be taken now',
      detail: 'It is for who has no quota left. Reload this page.',
    },
  },
  'QUOTA.FREE_DEVICE_UNKNOWN': {
    id: {
      title: 'Perangkat ini belum dikenali',
      detail: 'Buka halaman ini di HP yang tersambung ke WiFi dan sudah masuk di akun ini.',
    },
    en: {
      title: 'This device is not known yet',
      detail: 'Open this page on a phone that is on the WiFi and logged in to this account.',
    },
  },
  'QUOTA.FAMILY_OFF': {
    id: { title: 'Berbagi kuota tidak tersedia', detail: 'Tanyakan kepada pengelola.' },
    en: { title: 'Sharing quota is not offered', detail: 'Ask the operator.' },
  },
  'QUOTA.FAMILY_FULL': {
    id: {
      title: 'Keluarga sudah penuh',
      detail: 'Paling banyak {membersMost} anggota. Keluarkan satu, atau batalkan ajakan yang belum dijawab.',
    },
    en: {
      title: 'The family is full',
      detail: 'At most {membersMost} members. Remove one, or withdraw an invitation that was not answered.',
    },
  },
  'QUOTA.FAMILY_TAKEN': {
    id: { title: 'Sudah dalam keluarga', detail: 'Keluar dulu dari keluarga yang sekarang.' },
    en: { title: 'Already in a family', detail: 'Leave the present family first.' },
  },
  'QUOTA.FAMILY_HAS_MEMBERS': {
    id: {
      title: 'Anda membagikan kuota sendiri',
      detail: 'Keluarkan dulu anggota keluarga Anda, baru bergabung dengan yang lain.',
    },
    en: {
      title: 'You share your own quota',
      detail: 'Remove the members of your family first, then join another.',
    },
  },
  'QUOTA.FAMILY_MEMBER_SHARES': {
    id: {
      title: 'Anda memakai kuota orang lain',
      detail: 'Keluar dulu dari keluarga itu, baru bagikan kuota sendiri.',
    },
    en: {
      title: "You use somebody else's quota",
      detail: 'Leave that family first, then share your own quota.',
    },
  },
  'QUOTA.FAMILY_INVITATION_UNKNOWN': {
    id: { title: 'Ajakan sudah tidak berlaku', detail: 'Minta pengajaknya mengajak sekali lagi.' },
    en: { title: 'The invitation no longer holds', detail: 'Ask them to invite you once more.' },
  },
  'QUOTA.FAMILY_NOT_MEMBER': {
    id: { title: 'Bukan anggota keluarga ini', detail: 'Mungkin sudah keluar. Muat ulang halaman.' },
    en: { title: 'No member of this family', detail: 'They may have left. Reload the page.' },
  },
  'QUOTA.DEBT_UNKNOWN': {
    id: { title: 'Tunggakan tidak ditemukan', detail: 'Mungkin sudah lunas.' },
    en: { title: 'Debt not found', detail: 'It may have been settled.' },
  },
  'QUOTA.GRANT_UNKNOWN': {
    id: { title: 'Kuota itu tidak ada', detail: 'Mungkin sudah berakhir atau sudah ditarik.' },
    en: { title: 'Grant not found', detail: 'It may have ended or been taken back already.' },
  },
  'QUOTA.MORE_THAN_OWED': {
    id: { title: 'Melebihi tunggakan', detail: 'Tunggakannya hanya {owedBytes} byte.' },
    en: { title: 'More than is owed', detail: 'Only {owedBytes} bytes are owed.' },
  },
  'QUOTA.NOTHING_OWED': {
    id: { title: 'Tidak ada tunggakan', detail: 'Tidak ada yang perlu dilunasi.' },
    en: { title: 'Nothing is owed', detail: 'There is nothing to settle.' },
  },
  'QUOTA.NOTHING_TO_EXTEND': {
    id: { title: 'Tidak ada masa aktif yang berjalan', detail: 'Beri kuota, bukan waktu.' },
    en: { title: 'Nothing runs that could last longer', detail: 'Give quota in place of time.' },
  },
  'QUOTA.PURCHASE_UNKNOWN': {
    id: { title: 'Pembelian tidak ditemukan', detail: 'Mungkin belum diberikan. Coba lagi sebentar.' },
    en: { title: 'Purchase not found', detail: 'It may not have been given yet. Try again in a moment.' },
  },
  'QUOTA.DUE_IN_PAST': {
    id: { title: 'Jatuh tempo sudah lewat', detail: 'Pilih jatuh tempo yang masih akan datang.' },
    en: { title: 'Due date is in the past', detail: 'Choose a due date that is still to come.' },
  },
  'QUOTA.BALANCE_TOO_LARGE': {
    id: {
      title: 'Melebihi yang dapat ditampung akun',
      detail: 'Kuota, tunggakan, dan pemakaian satu akun masing-masing paling banyak 4 PiB.',
    },
    en: {
      title: 'More than an account can hold',
      detail: 'The quota, the debts and the usage of an account are at most 4 PiB each.',
    },
  },
  'QUOTA.TOO_MANY_GRANTS': {
    id: {
      title: 'Terlalu banyak kuota yang masih berlaku',
      detail:
        'Satu akun menyimpan paling banyak {most} kuota yang masih berlaku. Tarik kembali salah satunya lebih dulu.',
    },
    en: {
      title: 'Too many grants that are still good',
      detail: 'An account holds at most {most} grants that can still be used. Take one back first.',
    },
  },
  'QUOTA.CORRECTION_TOO_LARGE': {
    id: { title: 'Koreksi terlalu besar', detail: 'Yang terpakai hanya {usedBytes} byte.' },
    en: { title: 'Correction too large', detail: 'Only {usedBytes} bytes were used.' },
  },
  'QUOTA.ANOMALY_UNKNOWN': {
    id: { title: 'Anomali tidak ditemukan', detail: 'Mungkin sudah diputuskan.' },
    en: { title: 'Anomaly not found', detail: 'It may have been decided.' },
  },
  'QUOTA.READ_MODEL_UNKNOWN': {
    id: { title: 'Model baca tidak dikenal', detail: 'Tidak ada model baca {name}.' },
    en: { title: 'Read model not known', detail: 'There is no read model {name}.' },
  },
  'QUOTA.NOT_LEADER': {
    id: { title: 'Sedang berpindah', detail: 'Coba lagi sebentar.' },
    en: { title: 'Moving to another replica', detail: 'Try again in a moment.' },
  },
} satisfies ErrorTexts;
