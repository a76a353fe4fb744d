import { urlStyle } from '../archive/addresses.ts';

/** Why a site can't be built with the addresses that `URL_STYLE` asks for; `null` where it can. */
export function refusedStyle(): string | null {
  try {
    urlStyle();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
