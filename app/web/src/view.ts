/** What a view is: something that opens in the page, and shows an address as often as the address changes. */
import type { Address, Changes } from "./address";

export interface Context {
  /** The address that is shown now. */
  readonly address: () => Address;
  /** The same path with other parameters; `replace` leaves no step to go back to, as while a slider moves. */
  readonly go: (changes: Changes, how?: { readonly replace?: boolean }) => void;
  /** Another address of this site. */
  readonly visit: (address: string) => void;
}

export interface Opened {
  /** Ask and show. The signal ends what nobody waits for any more; an AbortError may be thrown then. */
  readonly show: (address: Address, signal: AbortSignal) => Promise<void>;
  /** Let go of timers, listeners and drawings. */
  readonly close?: () => void;
}

export interface View {
  readonly open: (root: HTMLElement, context: Context) => Opened;
}
