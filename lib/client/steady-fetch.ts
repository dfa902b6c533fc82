import { isGatewayFailure, noAnswer, serverIsThere, whenServerIsThere } from './server-reach'

type Fetch = typeof window.fetch

/** Where the server is there and this one read still fails, waiting for the server would have no end. */
const attempts = 5

/** The build that a page is of, and every answer says of the server: see next.config.js. */
declare const BUILD: string

/**
 * `fetch` for the router, which takes a read that gets no answer for a reason to leave the page: a page's read waits
 * until the server is there again and is then repeated. Changes are never repeated: whether one was done is unknown.
 */
export const steadyFetch =
  (fetch: Fetch): Fetch =>
  async (input, init) => {
    const isRead = isPageRead(init)
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt === attempts
      try {
        const response = await fetch(input, init)
        if (!isGatewayFailure(response.status)) serverIsThere()
        if (!isRead) return response
        if (!isGatewayFailure(response.status)) return await whenItMayShow(response)
        if (isLast) return response
      } catch (error) {
        if (init?.signal?.aborted || isLeaving || isLast) throw error
        if (!isRead) {
          noAnswer()
          throw error
        }
      }
      await whenServerIsThere(init?.signal)
    }
  }

/** What the router asks for to show it, and not ahead of time. */
function isPageRead(init: RequestInit | undefined): boolean {
  if ((init?.method ?? 'GET') !== 'GET') return false
  const headers = new Headers(init?.headers)
  return headers.has('rsc') && !headers.has('next-router-prefetch')
}

/**
 * The router loads the page anew when the answer is another build's. Not under an open dialog, which may hold what was
 * typed, or a secret that is shown this once: such an answer waits until it is closed.
 */
async function whenItMayShow(response: Response): Promise<Response> {
  const build = response.headers.get('X-Build')
  if (!build || BUILD === '' || build === BUILD) return response
  while (document.querySelector('[role="dialog"], [role="alertdialog"]')) {
    await new Promise((next) => setTimeout(next, 250))
  }
  return response
}

let isLeaving = false

/** A page that is being left gets no answers, wherever the server is. */
export function watchLeaving() {
  addEventListener('pagehide', () => (isLeaving = true))
  addEventListener('pageshow', () => (isLeaving = false))
}
