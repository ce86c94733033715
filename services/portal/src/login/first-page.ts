// The page that was asked for before the router led here.

const LONGEST = 1_000;

export type FirstPage = { readonly url: string; readonly host: string };

/** Pages by which phones find out whether they are captive: no person asked for these. */
const PROBE =
  /\/(?:generate_204|gen_204|hotspot-detect\.html|connecttest\.txt|ncsi\.txt|success\.txt|canonical\.html|library\/test\/success\.html)$/;

/** Only a web page elsewhere may be opened: never a script, never this portal again. */
export const firstPage = (search: string, ownHost: string): FirstPage | null => {
  const parameters = new URLSearchParams(search);
  const text = parameters.get('next') ?? parameters.get('link-orig') ?? '';
  if (text.length > LONGEST || !/^https?:\/\/[^\s"'<>]+$/i.test(text)) return null;
  try {
    const url = new URL(text);
    const isOurs = url.host === ownHost;
    return isOurs || PROBE.test(url.pathname) ? null : { url: url.href, host: url.host };
  } catch {
    // No person wants an address that no browser opens.
    return null;
  }
};
