import { expect, test } from 'vitest'
import { registryConfig, type RegistryConfig } from './config'

const given: RegistryConfig = {
  release: '2',
  externalUrl: 'https://robots.example.com',
  service: 'harbor-registry',
  issuer: 'harbor-token-issuer',
  keys: '/srv/my "keys"/token-bundle.pem',
  storage: '/var/lib/registry',
  address: '127.0.0.1:5000',
  secret: 'upload-secret',
}

test('release 2 gets certificates, release 3 a key set', () => {
  const certificates = registryConfig(given)
  expect(certificates).toContain(`auth:
  token:
    realm: "https://robots.example.com/service/token"
    service: "harbor-registry"
    issuer: "harbor-token-issuer"
    rootcertbundle: "/srv/my \\"keys\\"/token-bundle.pem"
`)
  const keySet = registryConfig({ ...given, release: '3', keys: '/srv/jwks.json' })
  expect(keySet).toContain('    jwks: "/srv/jwks.json"\n')
  expect(keySet).not.toContain('rootcertbundle')
})

test('says where to listen and keep images, and lets them be deleted', () => {
  const config = registryConfig(given)
  expect(config).toContain('    rootdirectory: "/var/lib/registry"\n  delete:\n    enabled: true')
  expect(config).toContain('http:\n  addr: "127.0.0.1:5000"\n  secret: "upload-secret"')
})

test('webhooks are sent only with a token', () => {
  expect(registryConfig(given)).not.toContain('notifications')
  const config = registryConfig({ ...given, notificationsToken: 'word: "quoted"' })
  expect(config).toContain('      url: "https://robots.example.com/service/notifications"\n')
  expect(config).toContain('        Authorization: ["Bearer word: \\"quoted\\""]\n')
})
