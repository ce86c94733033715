// router.texts.ts — what a person reads when a router refuses or is away: what happened, then what to do.
import type { ErrorTexts } from './error-text';

export const routerErrors = {
  'ROUTER.UNKNOWN': {
    id: { title: 'Router tidak ditemukan', detail: 'Periksa id router.' },
    en: { title: 'Router not found', detail: 'Check the id of the router.' },
  },
  'ROUTER.CLIENT_UNKNOWN': {
    id: {
      title: 'Perangkat belum dikenali router',
      detail: 'Pastikan Anda tersambung ke WiFi ini, lalu muat ulang.',
    },
    en: {
      title: 'The router does not know this device yet',
      detail: 'Make sure that you are on this WiFi, then reload.',
    },
  },
  'ROUTER.DEVICE_OPEN': {
    id: {
      title: 'Perangkat sudah tersambung',
      detail: 'Router sudah membuka akses perangkat ini, jadi tidak perlu didaftarkan lagi.',
    },
    en: {
      title: 'Device already connected',
      detail: 'The router lets this device through already. It needs no proof.',
    },
  },
  'ROUTER.POSSESSION_NOT_PROVED': {
    id: { title: 'Perangkat belum terbukti', detail: 'Ulangi dari perangkat yang tersambung ke WiFi ini.' },
    en: { title: 'Device not proved', detail: 'Try again on the device that is on this WiFi.' },
  },
  'ROUTER.ACCOUNT_UNKNOWN': {
    id: { title: 'Akun belum dikenal', detail: 'Router belum mendengar tentang akun ini.' },
    en: { title: 'Account not known yet', detail: 'The routers have not heard of this account.' },
  },
  'ROUTER.INCOMPLETE': {
    id: { title: 'Data router kurang', detail: 'Isi nama, alamat, pengguna, dan lokasi.' },
    en: { title: 'Router data incomplete', detail: 'Name, host, user and site are needed.' },
  },
  'ROUTER.NAME_TAKEN': {
    id: { title: 'Nama router terpakai', detail: 'Sudah ada router bernama {name}.' },
    en: { title: 'Router name is taken', detail: 'There is a router named {name}.' },
  },
  'ROUTER.PORT_INVALID': {
    id: { title: 'Port salah', detail: '{port} bukan port.' },
    en: { title: 'Port is wrong', detail: '{port} is no port.' },
  },
  'ROUTER.PORTAL_IS_LOCAL': {
    id: {
      title: 'Router tidak dapat mencapai portal ini',
      detail:
        'PUBLIC_URL belum diatur, jadi baris ini memakai alamat yang hanya berlaku di mesin ini. Atur PUBLIC_URL ke alamat portal yang dapat dicapai router, lalu buat barisnya lagi.',
    },
    en: {
      title: 'The router could not reach this portal',
      detail:
        'PUBLIC_URL is not set, so the line names this machine as it sees itself. Set PUBLIC_URL to the address by which the router reaches the portal, and make the line again.',
    },
  },
  'ROUTER.CANNOT_PROVISION': {
    id: {
      title: 'Router tidak dapat disiapkan begini',
      detail: 'Lihat rencananya, lalu ubah antarmuka atau alamatnya: {faults}.',
    },
    en: {
      title: 'The router cannot be readied like this',
      detail: 'Look at the plan, then change the interface or the address: {faults}.',
    },
  },
  'ROUTER.PLAN_CHANGED': {
    id: {
      title: 'Router sudah berubah',
      detail: 'Rencana yang Anda baca tidak berlaku lagi. Baca yang baru.',
    },
    en: {
      title: 'The router has changed',
      detail: 'The plan that you read is out of date. Read the new one.',
    },
  },
  'ROUTER.CONFIGURATION_UNKNOWN': {
    id: { title: 'Konfigurasi tidak ditemukan', detail: 'Muat ulang daftar konfigurasi router ini.' },
    en: { title: 'Configuration not found', detail: 'Load the configurations of this router again.' },
  },
  'ROUTER.PROVISIONING_UNKNOWN': {
    id: { title: 'Penyiapan tidak ditemukan', detail: 'Muat ulang daftar penyiapan router ini.' },
    en: { title: 'Provisioning not found', detail: 'Load the list of this router again.' },
  },
  'ROUTER.ONBOARDING_EXPIRED': {
    id: {
      title: 'Baris perintah ini sudah tidak berlaku',
      detail: 'Mulai lagi: baris baru berlaku satu jam.',
    },
    en: { title: 'This line is no longer valid', detail: 'Begin again: a new line is good for an hour.' },
  },
  'ROUTER.PROOFS_BUSY': {
    id: { title: 'Terlalu banyak perangkat sedang diperiksa', detail: 'Coba lagi dalam {wait}.' },
    en: { title: 'Too many devices are being proved', detail: 'Try again in {wait}.' },
  },
  'ROUTER.PROOF_REFUSED': {
    id: {
      title: 'Router belum bisa memeriksa perangkat',
      detail: 'Router menolak menyiapkan pemeriksaan. Hubungi pengelola.',
    },
    en: {
      title: 'The router cannot prove devices now',
      detail: 'The router refused to prepare the proof. Ask the operator.',
    },
  },
  'ROUTER.CLEAN_UP_UNREACHABLE': {
    id: {
      title: 'Router tidak bisa dibersihkan',
      detail:
        'Router tidak menjawab, jadi semua yang dibuat Saring tetap ada di sana dan perangkatnya tetap online. Sambungkan dulu, atau hapus dengan leaveAsIs=true.',
    },
    en: {
      title: 'Router cannot be cleaned up',
      detail:
        'The router does not answer, so what Saring made stays on it and its devices would stay online. Connect it, or remove it with leaveAsIs=true.',
    },
  },
  'ROUTER.DEVICE_NOT_SEEN': {
    id: {
      title: 'Perangkat ini tidak sedang tersambung',
      detail: 'Tidak ada router yang melihatnya sekarang, jadi tidak ada yang diputus.',
    },
    en: {
      title: 'This device is not connected',
      detail: 'No router sees it now, so there was nothing to disconnect.',
    },
  },
  'ROUTER.ADDRESS_OUTSIDE': {
    id: {
      title: 'Alamat ini bukan dari jaringan router',
      detail: 'Server DHCP router ini tidak membagikan {address}. Pilih alamat di jaringan hotspot-nya.',
    },
    en: {
      title: 'This address is not of the router’s network',
      detail:
        'The DHCP server of this router does not give out {address}. Choose one of its hotspot network.',
    },
  },
  'ROUTER.ADDRESS_TAKEN': {
    id: {
      title: 'Alamat ini sudah dipakai',
      detail: '{address} milik router atau perangkat lain. Pilih alamat lain.',
    },
    en: {
      title: 'This address is taken',
      detail: '{address} belongs to the router or another device. Choose another one.',
    },
  },
  'ROUTER.LEASE_BY_HAND': {
    id: {
      title: 'Perangkat ini sudah punya alamat tetap di router',
      detail: 'Seseorang membuatnya langsung di router. Hapus lease itu di sana dulu.',
    },
    en: {
      title: 'The router has a fixed address for this device already',
      detail: 'Someone made it on the router itself. Remove that lease there first.',
    },
  },
  'ROUTER.ADDRESSES_FULL': {
    id: {
      title: 'Alamat tetap router ini sudah penuh',
      detail: 'Lepas alamat tetap perangkat lain dulu.',
    },
    en: {
      title: 'This router has as many fixed addresses as it may',
      detail: 'Free that of another device first.',
    },
  },
  'ROUTER.UNREACHABLE': {
    id: { title: 'Router tidak terjangkau', detail: 'Periksa apakah router menyala dan tersambung.' },
    en: { title: 'Router cannot be reached', detail: 'Check that it is on and connected.' },
  },
} satisfies ErrorTexts;
