import { dueEvening } from './evening';

const at = (text: string) => new Date(text);

describe('an evening’s message', () => {
  it('is due from its time on, by the clocks of the site', () => {
    expect(dueEvening(at('2026-11-28T13:59:59Z'), '21:00', 'Asia/Jakarta')).toBeNull();
    expect(dueEvening(at('2026-11-28T14:00:00Z'), '21:00', 'Asia/Jakarta')).toBe('2026-11-28');
    expect(dueEvening(at('2026-11-28T12:00:00Z'), '21:00', 'Asia/Jayapura')).toBe('2026-11-28');
    expect(dueEvening(at('2026-11-28T11:59:00Z'), '21:00', 'Asia/Jayapura')).toBeNull();
  });

  it('is of the evening before after midnight, and out of date after six hours', () => {
    expect(dueEvening(at('2026-11-28T18:30:00Z'), '21:00', 'Asia/Jakarta')).toBe('2026-11-28');
    expect(dueEvening(at('2026-11-28T19:59:59Z'), '21:00', 'Asia/Jakarta')).toBe('2026-11-28');
    expect(dueEvening(at('2026-11-28T20:00:00Z'), '21:00', 'Asia/Jakarta')).toBeNull();
    expect(dueEvening(at('2026-11-28T17:10:00Z'), '00:05', 'Asia/Jakarta')).toBe('2026-11-29');
  });
});
