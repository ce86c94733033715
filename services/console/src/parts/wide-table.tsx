// wide-table.tsx — a table that scrolls sideways on a narrow screen, by keyboard, too, and says so while columns are hidden.
import { Table, Text } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useSay } from '../language/language';
import { partsTexts } from './parts.texts';

/** Fractions of a pixel are no hidden column. */
const SLACK_PIXELS = 8;

export const WideTable = ({
  minWidth,
  children,
}: {
  readonly minWidth: number;
  readonly children: ReactNode;
}) => {
  const say = useSay(partsTexts);
  const viewport = useRef<HTMLDivElement>(null);
  const { ref: sized, width } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(viewport, sized);
  const [hidesMore, setHidesMore] = useState(false);
  const look = useCallback(() => {
    const seen = viewport.current;
    if (seen) setHidesMore(seen.scrollLeft + seen.clientWidth + SLACK_PIXELS < seen.scrollWidth);
  }, []);
  useEffect(look, [look, width, minWidth, children]);
  return (
    <>
      {hidesMore && (
        <Text size="xs" c="dimmed" ta="right" aria-hidden>
          {say('sideways')}
        </Text>
      )}
      <Table.ScrollContainer
        minWidth={minWidth}
        scrollAreaProps={{ viewportRef: ref, viewportProps: { tabIndex: 0 }, onScrollPositionChange: look }}
      >
        {children}
      </Table.ScrollContainer>
    </>
  );
};
