import { methodNotAllowed } from '@/lib/server/http/api'
import { logOut } from '@/lib/server/http/harbor-session'

export { logOut as GET }
export { notAllowed as DELETE, notAllowed as HEAD, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET')
