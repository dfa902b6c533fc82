import 'server-only'
import { openApiOperation } from '../openapi'
import { auditOperations } from './audit'
import { consoleOperations } from './console'
import { emptyOperations } from './empty'
import { emptyProjectOperations } from './empty-in-projects'
import { linkOperations } from './links'
import { memberOperations } from './members'
import type { Operation } from './operation'
import { overviewOperations } from './overview'
import { projectMetadataOperations } from './project-metadata'
import { projectOperations } from './projects'
import { robotOperations } from './robots'
import { selfRotationOperations } from './self-rotation'
import { systemOperations } from './system'
import { userAccountOperations } from './user-account'
import { userOperations } from './users'

const ofHarbor = [
  ...systemOperations,
  ...auditOperations,
  ...robotOperations,
  ...projectOperations,
  ...projectMetadataOperations,
  ...memberOperations,
  ...userOperations,
  ...userAccountOperations,
  ...overviewOperations,
  ...emptyOperations,
  ...emptyProjectOperations,
]

/** Every operation below `/api/v2.0`. */
export const operations: readonly Operation[] = [
  ...ofHarbor,
  ...consoleOperations,
  ...linkOperations,
  ...selfRotationOperations,
  openApiOperation(ofHarbor),
]
