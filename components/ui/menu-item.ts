import type { IconName } from './icon-names'

export type MenuItem =
  | { kind: 'divider'; id: string }
  | {
      kind: 'item'
      id: string
      label: string
      icon?: IconName
      /** Whether this is the chosen one of several; its presence makes the item a radio item. */
      checked?: boolean
      /** The label's language where it is not the page's. */
      lang?: string
      /** Why the item cannot be used now. Its presence disables the item, which stays reachable by keyboard. */
      disabledReason?: string
      onSelect: () => void
    }
