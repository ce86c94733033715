import { decideReminder, type Reminder } from './reminder';

const owed = { autoDebtBytes: 5, items: [] };
const asked = {
  ...{ subscriberId: 'citra', phone: '+6281299900010' },
  ...{ debts: owed, byCommand: null, ofDay: null },
};
const reminder: Reminder = {
  ...{ subscriberId: 'citra', day: '2026-11-28', commandId: 'one', actor: 'operator:ani' },
  at: new Date('2026-11-28T10:00:00Z'),
};

describe('a reminder of debts', () => {
  it('given a debt and no reminder today, when asked, then one is sent', () =>
    expect(decideReminder(asked)).toEqual({ kind: 'send' }));

  it('given the command was done, when it comes again, then it is the same one, also when all is paid', () =>
    expect(
      decideReminder({
        ...{ ...asked, byCommand: reminder, ofDay: reminder },
        debts: { autoDebtBytes: 0, items: [] },
      }),
    ).toEqual({ kind: 'done', reminder }));

  it.each([
    [
      'reminded by another command today',
      { ofDay: { ...reminder, commandId: 'two' } },
      'BILLING.REMINDED_TODAY',
    ],
    ['nothing owed', { debts: { autoDebtBytes: 0, items: [] } }, 'BILLING.NO_DEBT'],
    ['no number', { phone: '' }, 'AUTH.PHONE_MISSING'],
    ['the command of another', { byCommand: { ...reminder, subscriberId: 'dewi' } }, 'COMMAND.ID_REUSED'],
  ])('given %s, when asked, then it is refused', (_given, given, code) =>
    expect(decideReminder({ ...asked, ...given })).toEqual({ kind: 'refused', code }),
  );
});
