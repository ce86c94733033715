import type { MouseEvent } from 'react';
import { useLanguage } from '../language/language';
import { pathOf, ROOMS, type Room } from './use-room';

const ICONS: Readonly<Record<Room, string>> = {
  home: 'M4 11.5 12 5l8 6.5M6.5 10v9h11v-9',
  shop: 'M5.5 8.5h13l-1.2 11H6.7zM9 11V7a3 3 0 0 1 6 0v4',
  statement: 'M7 4.5h10v15l-2.5-1.5-2.5 1.5-2.5-1.5L7 19.5zM10 9h4M10 12.5h4',
  account: 'M12 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20c1-3.6 4-5 7.5-5s6.5 1.4 7.5 5',
};

type MenuProps = { readonly room: Room; readonly onEnter: (room: Room) => void };

/** The rooms, within reach of a thumb. */
export const Menu = ({ room, onEnter }: MenuProps) => {
  const { say } = useLanguage();
  const go = (event: MouseEvent, to: Room) => {
    event.preventDefault();
    onEnter(to);
  };
  return (
    <nav className="menu" aria-label={say('page.menu')}>
      {ROOMS.map((one) => (
        <a
          key={one}
          href={pathOf(one)}
          aria-current={one === room ? 'page' : undefined}
          onClick={(event) => go(event, one)}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={ICONS[one]} />
          </svg>
          {say(`page.${one}`)}
        </a>
      ))}
    </nav>
  );
};
