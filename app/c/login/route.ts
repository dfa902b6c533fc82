import { methodNotAllowed } from '@/lib/server/http/api'
import { logIn } from '@/lib/server/http/harbor-session'

export { logIn as POST }
export { notAllowed as DELETE, notAllowed as GET, notAllowed as PATCH, notAllowed as PUT }
const notAllowed = methodNotAllowed('POST')
