import { exportLog } from '../../../../export-log'
import { decodeName } from '../../decode-name'

type Context = { params: Promise<{ project: string }> }

export const GET = async (request: Request, { params }: Context) =>
  exportLog(request, { kind: 'project', name: decodeName((await params).project) })
