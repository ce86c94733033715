// setting.texts.ts — what an operator reads when a setting stays as it is: what happened, then what to do.
import type { ErrorTexts } from './error-text';

export const settingErrors = {
  'SETTING.UNKNOWN': {
    id: { title: 'Setelan tidak dikenal', detail: 'Tidak ada layanan yang punya setelan {name}.' },
    en: { title: 'Unknown setting', detail: 'No service has a setting {name}.' },
  },
  'SETTING.OF_MACHINE': {
    id: {
      title: 'Setelan milik mesin',
      detail: '{name} diubah di berkas .env pada mesin, lalu program dinyalakan lagi.',
    },
    en: {
      title: 'A setting of the machine',
      detail: '{name} is changed in .env on the machine; then the program is started again.',
    },
  },
  'SETTING.OF_SITE': {
    id: { title: 'Setelan milik lokasi', detail: '{name} diubah di profil lokasi.' },
    en: { title: 'A setting of the sites', detail: '{name} is changed in the profile of a site.' },
  },
  'SETTING.INVALID': {
    id: { title: 'Nilai tidak cocok', detail: 'Layanan {service} menolak nilai ini: {name} {problem}' },
    en: {
      title: 'This value does not fit',
      detail: 'The service {service} refuses this value: {name} {problem}',
    },
  },
  'SETTING.SERVICE_SILENT': {
    id: {
      title: 'Layanan tidak menjawab',
      detail:
        'Setelan ini juga dipakai {services}, yang tidak menjawab. Tidak ada yang diubah. Coba lagi bila layanan itu sudah jalan.',
    },
    en: {
      title: 'A service gives no answer',
      detail:
        'This setting is used by {services}, too, which gives no answer. Nothing was changed. Try again when that service runs.',
    },
  },
  'SETTING.CHANGED_MEANWHILE': {
    id: {
      title: 'Baru saja diubah orang lain',
      detail: 'Periksa nilai yang sekarang, lalu ubah lagi bila masih perlu.',
    },
    en: {
      title: 'Somebody else has just changed it',
      detail: 'Look at the value of now, and change it again if it is still needed.',
    },
  },
} satisfies ErrorTexts;
