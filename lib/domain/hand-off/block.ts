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

type HandOffSyntax = 'shell' | 'powershell' | 'yaml' | 'hcl' | 'json' | 'text'

/** What heads a block: keys of the `handOff` messages. */
export type HandOffTitle =
  | 'signIn'
  | 'ask'
  | 'use'
  | 'insecureRegistries'
  | 'podman'
  | 'skopeo'
  | 'buildah'
  | 'crane'
  | 'oras'
  | 'regctl'
  | 'pullSecret'
  | 'pullSecretCommand'
  | 'imagePullSecrets'
  | 'serviceAccount'
  | 'ctr'
  | 'nerdctl'
  | 'containerd1'
  | 'containerd2'
  | 'repositorySecret'
  | 'workflow'
  | 'maskedVariable'
  | 'pipeline'
  | 'secretFile'
  | 'credentials'
  | 'jenkinsfile'
  | 'helmRepository'
  | 'variable'
  | 'provider'
  | 'configJson'
  | 'saveConfig'

/** What must be known about a block: keys of the `handOff` messages. */
export type HandOffNote =
  | 'history'
  | 'historyPowerShell'
  | 'asks'
  | 'oneSignIn'
  | 'plainHttp'
  | 'holdsSecret'
  | 'downloadFirst'
  | 'namespace'
  | 'nodeWide'
  | 'gitlabRaw'
  | 'gitlabUnmaskable'
  | 'runSecrets'
  | 'authAlone'

export interface HandOffBlock {
  /** Unique within a tool. */
  id: HandOffTitle
  syntax: HandOffSyntax
  text: string
  note: HandOffNote | null
  /** Where the text belongs into a file of a known name. */
  fileName?: string
}

export interface HandOffFile {
  fileName: string
  mediaType: string
  text: string
}
