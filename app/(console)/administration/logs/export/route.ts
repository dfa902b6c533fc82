import { exportLog } from '../../../export-log'

export const GET = (request: Request) => exportLog(request, { kind: 'system' })
