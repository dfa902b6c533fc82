export type HandOffShell = 'posix' | 'powershell'

/** What is handed on to a tool. */
export interface HandOff {
  /** With prefix and project, as the robot signs in. */
  name: string
  /** `null`: nobody knows it any more, a placeholder stands for it. */
  secret: string | null
  /** `host[:port]`; `null`: nobody has said yet where the registry is. */
  registry: string | null
  /** The registry speaks plain HTTP, which many a tool must be told. */
  plainHttp?: boolean
  /** A project that the robot may use, for examples. */
  project: string | null
}

export type HandOffSyntax = 'shell' | 'powershell' | 'yaml' | 'hcl' | 'json' | 'text'

/** Keys of the `handOff` messages: what heads a block. Where a tool's own name does, it is no message but `heading`. */
export type HandOffTitle = 'signIn' | 'ask' | 'use'
/** Keys of the `handOff` messages: what must be known about a block. */
export type HandOffNote = 'history' | 'historyPowerShell' | 'asks'

export interface HandOffBlock {
  /** Unique within a tool; also the key of its title. */
  id: HandOffTitle
  syntax: HandOffSyntax
  text: string
  note: HandOffNote | null
  /** Where the text belongs in a file of a known name. */
  fileName?: string
}

export interface HandOffFile {
  fileName: string
  mediaType: string
  text: string
}
