/** What a Distribution registry is told about itself and this service. Paths are absolute, on the registry's machine. */
export type RegistryConfig = {
  /** Release 2 checks tokens with certificates in PEM, release 3 with a JSON Web Key Set: by that it finds our keys. */
  release: '2' | '3'
  externalUrl: string
  service: string
  issuer: string
  /** The file of the certificates or of the key set. */
  keys: string
  /** The folder it keeps images in. */
  storage: string
  /** `host:port` to listen on; port 0 takes any. */
  address: string
  /** Signs the state of uploads: the same on all replicas of a registry. */
  secret: string
  /** Sent with its webhooks; without one it sends none. */
  notificationsToken?: string
  logLevel?: 'error' | 'info'
}

/** The registry's configuration file in YAML. It holds secrets. */
export function registryConfig(config: RegistryConfig): string {
  const { release, storage, address, secret, externalUrl, service, issuer, keys, logLevel = 'info' } = config
  return `version: 0.1
log:
  level: ${logLevel}
storage:
  filesystem:
    rootdirectory: ${text(storage)}
  delete:
    enabled: true # else nobody may delete, whatever the robot's permissions
http:
  addr: ${text(address)}
  secret: ${text(secret)} # the same on every replica of the registry
  draintimeout: 10s # without it, stopping cuts uploads off
auth:
  token:
    realm: ${text(`${externalUrl}/service/token`)}
    service: ${text(service)}
    issuer: ${text(issuer)}
    ${release === '3' ? 'jwks' : 'rootcertbundle'}: ${text(keys)}
${notifications(config)}`
}

function notifications({ externalUrl, notificationsToken }: RegistryConfig): string {
  if (!notificationsToken) return ''
  return `notifications:
  endpoints:
    - name: robot-accounts
      url: ${text(`${externalUrl}/service/notifications`)}
      headers:
        Authorization: [${text(`Bearer ${notificationsToken}`)}]
      timeout: 2s
      threshold: 3
      backoff: 1s
      ignore:
        mediatypes: [application/octet-stream] # one event for each image is enough; these are its layers
`
}

/** JSON's strings are YAML's too, whatever is in them. */
const text = (value: string): string => JSON.stringify(value)
