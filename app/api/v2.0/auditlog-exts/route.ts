import { methodNotAllowed, signedInRoute } from '@/lib/server/http/api/api-route'
import { answerLog, wireEventExt } from '@/lib/server/http/api/wire-audit'

export const GET = signedInRoute((call) => answerLog(call, null, wireEventExt))
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
