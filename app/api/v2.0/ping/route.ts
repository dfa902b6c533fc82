import { methodNotAllowed } from '@/lib/server/http/api/api-route'

/** Whether the process answers; asks no database. */
export const GET = () => new Response('Pong', { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
