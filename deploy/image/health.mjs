// The image's health check: ends with 0 while the server beside it is ready for requests.
import { get } from 'node:http'

const port = process.env.PORT?.trim() || '3000'
const host = process.env.HOST?.trim() || '127.0.0.1'
const everywhere = { '0.0.0.0': '127.0.0.1', '::': '::1' }

const request = get({ host: everywhere[host] ?? host, port, path: '/readyz', timeout: 4_000 }, (response) => {
  response.resume()
  end(response.statusCode === 200 ? 0 : 1, `/readyz was answered with ${response.statusCode}`)
})
request.on('timeout', () => end(1, '/readyz was not answered within 4 s'))
request.on('error', (error) => end(1, `/readyz was not answered: ${error.code}`))

function end(code, sentence) {
  console.log(`${sentence}.`)
  process.exit(code)
}
