import { notFound } from '@/lib/server/http/api/api-route'

/** Clients of the API get its error body, not a page. */
export { notFound as DELETE, notFound as GET, notFound as PATCH, notFound as POST, notFound as PUT }
