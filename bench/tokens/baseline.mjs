// What the machine can do at most: a bare node:http server, with `sign` one that signs a token for each answer.
import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { createServer } from 'node:http'

const [, , mode, port] = process.argv
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }))
const header = Buffer.from(JSON.stringify({ typ: 'JWT', alg: 'ES256', kid: 'bench' })).toString('base64url')

function token() {
  const iat = Math.floor(Date.now() / 1000)
  const access = [{ type: 'repository', name: 'bench-0/app', actions: ['pull', 'push'] }]
  const jti = randomBytes(12).toString('base64url')
  const claims = { iss: 'bench', sub: 'robot$bench-0+ci', aud: 'bench', exp: iat + 300, nbf: iat, iat, jti, access }
  const text = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

createServer((_, response) => {
  const body = mode === 'sign' ? JSON.stringify({ token: token() }) : '{}'
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}).listen(Number(port), '127.0.0.1', () => process.send('ready'))
