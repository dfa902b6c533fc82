import { methodNotAllowed } from '@/lib/server/http/api/api-route'
import { logIn } from '@/lib/server/http/api/harbor-session'

export { logIn as POST }
export { notAllowed as DELETE, notAllowed as GET, notAllowed as PATCH, notAllowed as PUT }
const notAllowed = methodNotAllowed('POST')
