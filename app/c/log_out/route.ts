import { methodNotAllowed } from '@/lib/server/http/api/api-route'
import { logOut } from '@/lib/server/http/api/harbor-session'

export { logOut as GET }
export { notAllowed as DELETE, notAllowed as HEAD, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET')
