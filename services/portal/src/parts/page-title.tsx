import { useEffect, useRef } from 'react';
import { useTitle } from './site';

type PageTitleProps = { readonly children: string; readonly takesFocus?: boolean };

/** The heading of a step; it takes the focus, so that a screen reader says where one has come. */
export const PageTitle = ({ children, takesFocus = true }: PageTitleProps) => {
  useTitle(children);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
};
