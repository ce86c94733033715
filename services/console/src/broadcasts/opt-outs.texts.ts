import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'why'
  | 'empty'
  | 'add'
  | 'phone'
  | 'said.added'
  | 'number'
  | 'since'
  | 'by'
  | 'by.word'
  | 'act'
  | 'lift'
  | 'lift.of'
  | 'lift.why'
  | 'lift.title'
  | 'said.lifted';

export const optOutTexts: Texts<Key> = {
  title: ['Tanpa siaran', 'Left out'],
  why: [
    'Nomor ini tidak menerima siaran; kode masuk, kuota, dan tagihan tetap dikirim. Siapa pun bisa membalas BERHENTI, dan MULAI untuk menerima lagi.',
    'These numbers get no messages to many; login codes, quota and bills are still sent. Anybody can answer STOP, and START to get them again.',
  ],
  empty: ['Semua nomor menerima siaran.', 'Every number gets messages to many.'],
  add: ['Tambah nomor', 'Add a number'],
  phone: ['Nomor WhatsApp', 'WhatsApp number'],
  'said.added': ['Nomor ini tidak menerima siaran lagi.', 'This number gets no more messages to many.'],
  number: ['Nomor', 'Number'],
  since: ['Sejak', 'Since'],
  by: ['Oleh', 'By'],
  'by.word': ['Sendiri, dengan membalas BERHENTI', 'Themselves, by answering STOP'],
  act: ['Tindakan', 'Action'],
  lift: ['Terima lagi', 'Gets them again'],
  'lift.of': ['Terima lagi: {phone}', 'Gets them again: {phone}'],
  'lift.title': ['Kirim siaran lagi ke {phone}?', 'Send messages to many to {phone} again?'],
  'lift.why': [
    'Lakukan hanya bila orangnya meminta. Yang tidak mau siaran bisa melaporkan nomor Anda ke WhatsApp.',
    'Do so only where they asked for it. Who wants none may report your number to WhatsApp.',
  ],
  'said.lifted': ['Nomor ini menerima siaran lagi.', 'This number gets messages to many again.'],
};
