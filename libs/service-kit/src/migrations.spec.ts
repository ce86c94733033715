// migrations.spec.ts — migrations run in the order of their numbers.
import { inOrder } from './migrations';

it('runs those of one number by their letters, and 10 after 9', () => {
  const names = ['10_notes', '9c_late', '1_init', '9_counter', '9b_books', '2_totp'];
  expect(names.sort(inOrder)).toEqual(['1_init', '2_totp', '9_counter', '9b_books', '9c_late', '10_notes']);
});

it('runs padded numbers as they are written', () => {
  expect(['0010_b', '0009_a', '0001_init'].sort(inOrder)).toEqual(['0001_init', '0009_a', '0010_b']);
});
