import { Agent, request } from 'node:http'

export type TokenAnswer = { status: number; actions: string[] }

const agent = new Agent({ keepAlive: true })

/** Asks a token service for a token on `repository`: its status, and what the token allows there. */
export function askToken(
  url: string,
  { name, secret }: { name: string; secret: string },
  repository: string,
  headers: Record<string, string> = {},
): Promise<TokenAnswer> {
  const authorization = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
  const path = `${url}/service/token?service=harbor-registry&scope=repository:${repository}:pull,push`
  return new Promise((resolve, reject) => {
    const asked = request(path, { agent, headers: { authorization, ...headers } }, async (response) => {
      try {
        const body = (await response.setEncoding('utf8').toArray()).join('')
        const status = response.statusCode!
        resolve({ status, actions: status === 200 ? actionsOf(body) : [] })
      } catch (error) {
        reject(error)
      }
    })
    asked.on('error', reject).end()
  })
}

function actionsOf(body: string): string[] {
  const { token } = JSON.parse(body) as { token: string }
  const { access } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())
  return (access as { actions: string[] }[]).flatMap(({ actions }) => actions)
}
