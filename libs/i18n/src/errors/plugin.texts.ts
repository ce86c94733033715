// plugin.texts.ts — what an operator reads when a payment plugin is refused: why, then what to do.
import type { ErrorTexts } from './error-text';

export const pluginErrors = {
  'PAYMENT.PLUGIN_UNKNOWN': {
    id: { title: 'Plugin tidak ditemukan', detail: 'Muat ulang daftar plugin.' },
    en: { title: 'Plugin not found', detail: 'Load the list of plugins again.' },
  },
  'PAYMENT.PLUGIN_INVALID': {
    id: {
      title: 'Berkas ini bukan plugin yang benar',
      detail: 'Alasan: {reason} ({about}). Minta berkas yang baru dari pembuatnya.',
    },
    en: {
      title: 'This file is no sound plugin',
      detail: 'Reason: {reason} ({about}). Ask its author for a new file.',
    },
  },
  'PAYMENT.PLUGIN_UNTRUSTED': {
    id: {
      title: 'Penerbit plugin belum dipercaya',
      detail: 'Kuncinya: {signer}. Kalau Anda kenal penerbitnya, tambahkan ke PAYMENT_PLUGIN_PUBLISHERS.',
    },
    en: {
      title: 'The publisher of this plugin is not trusted',
      detail: 'Its key: {signer}. If you know the publisher, add it to PAYMENT_PLUGIN_PUBLISHERS.',
    },
  },
  'PAYMENT.PLUGIN_CODE_FAILED': {
    id: { title: 'Program plugin tidak jalan', detail: '{reason}. Beri tahu pembuatnya.' },
    en: { title: 'The program of this plugin does not run', detail: '{reason}. Tell its author.' },
  },
  'PAYMENT.PLUGIN_VERSION_TAKEN': {
    id: {
      title: 'Versi ini sudah ada',
      detail: 'Isi versi {version} berbeda. Pembuatnya perlu memberi nomor baru.',
    },
    en: {
      title: 'This version is there already',
      detail: 'Version {version} holds something else. Its author has to give a new number.',
    },
  },
  'PAYMENT.PLUGINS_FULL': {
    id: { title: 'Terlalu banyak plugin', detail: 'Paling banyak {most}. Hapus versi yang tidak dipakai.' },
    en: { title: 'Too many plugins', detail: 'At most {most}. Remove versions that are not used.' },
  },
  'PAYMENT.PLUGIN_UPLOAD_INCOMPLETE': {
    id: { title: 'Unggahan terputus', detail: 'Unggah berkasnya sekali lagi.' },
    en: { title: 'The upload was cut off', detail: 'Upload the file once more.' },
  },
  'PAYMENT.PLUGIN_METHOD_UNKNOWN': {
    id: { title: 'Plugin tidak punya cara bayar itu', detail: 'Pilih selain {method}.' },
    en: { title: 'The plugin has no such way of paying', detail: 'Choose another than {method}.' },
  },
  'PAYMENT.PLUGIN_SETTINGS_MISSING': {
    id: { title: 'Pengaturan plugin belum lengkap', detail: 'Isi dulu: {settings}.' },
    en: { title: 'The plugin is not set yet', detail: 'Fill in first: {settings}.' },
  },
  'PAYMENT.PLUGIN_SETTING_UNKNOWN': {
    id: { title: 'Pengaturan tidak dikenal', detail: 'Plugin ini tidak punya {setting}.' },
    en: { title: 'Unknown setting', detail: 'This plugin has no {setting}.' },
  },
  'PAYMENT.PLUGIN_SETTING_INVALID': {
    id: { title: 'Nilai tidak cocok', detail: 'Periksa {setting}.' },
    en: { title: 'The value does not fit', detail: 'Check {setting}.' },
  },
  'PAYMENT.PLUGIN_IN_USE': {
    id: {
      title: 'Versi ini masih dipakai',
      detail: 'Nonaktifkan dulu, lalu tunggu sampai pesanannya selesai.',
    },
    en: {
      title: 'This version is in use',
      detail: 'Deactivate it first, then wait until its orders have ended.',
    },
  },
} satisfies ErrorTexts;
