import { methodNotAllowed } from '@/lib/server/http/api/api-route'
import { projectNameRoute } from '@/lib/server/http/api/project-route'
import { answerLog, wireEvent } from '@/lib/server/http/api/wire-audit'

export const GET = projectNameRoute((call) => answerLog(call, call.project, wireEvent))
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
