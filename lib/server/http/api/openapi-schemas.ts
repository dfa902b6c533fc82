import 'server-only'
import { z } from 'zod'
import { auditEventAnswer, auditLogAnswer, auditLogExtAnswer } from '@/lib/domain/wire/audit'
import { configurationAnswer, configurationRequest } from '@/lib/domain/wire/configuration'
import { memberAnswer, memberRequest, roleRequest } from '@/lib/domain/wire/member'
import { searchAnswer, statisticAnswer } from '@/lib/domain/wire/overview'
import {
  metadataRequest,
  projectAnswer,
  projectDeletable,
  projectMetadata,
  projectRequest,
  projectSummary,
} from '@/lib/domain/wire/project'
import {
  refreshedSecret,
  robotAnswer,
  robotCreate,
  robotCreated,
  robotSecret,
  robotUpdate,
  selfRotationRequest,
} from '@/lib/domain/wire/robot'
import { errorsAnswer, healthAnswer, systemInfoAnswer } from '@/lib/domain/wire/system'
import {
  adminFlagRequest,
  foundUserAnswer,
  passwordRequest,
  permissionAnswer,
  permissionsAnswer,
  profileRequest,
  userAnswer,
  userRequest,
} from '@/lib/domain/wire/user'

/** Everything that goes over the wire, under Harbor's names: the same schemas that parse requests and test answers. */
export const schemas = {
  AuditLog: auditLogAnswer,
  AuditLogEventType: auditEventAnswer,
  AuditLogExt: auditLogExtAnswer,
  Configurations: configurationRequest,
  ConfigurationsResponse: configurationAnswer,
  Errors: errorsAnswer,
  GeneralInfo: systemInfoAnswer,
  OverallHealthStatus: healthAnswer,
  PasswordReq: passwordRequest,
  Permission: permissionAnswer,
  Permissions: permissionsAnswer,
  Project: projectAnswer,
  ProjectDeletable: projectDeletable,
  ProjectMember: memberRequest,
  ProjectMemberEntity: memberAnswer,
  ProjectMetadata: projectMetadata,
  ProjectMetadataReq: metadataRequest,
  ProjectReq: projectRequest,
  ProjectSummary: projectSummary,
  RefreshedSecret: refreshedSecret,
  Robot: robotAnswer,
  RobotCreate: robotCreate,
  RobotCreated: robotCreated,
  RobotSec: robotSecret,
  RobotSelfRotation: selfRotationRequest,
  RobotUpdate: robotUpdate,
  RoleRequest: roleRequest,
  Search: searchAnswer,
  Statistic: statisticAnswer,
  UserCreationReq: userRequest,
  UserProfile: profileRequest,
  UserResp: userAnswer,
  UserSearchRespItem: foundUserAnswer,
  UserSysAdminFlag: adminFlagRequest,
} as const
export type SchemaName = keyof typeof schemas

/** A schema as JSON Schema in OpenAPI's dialect. */
export const jsonSchemaOf = (schema: z.ZodType): unknown =>
  z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'input' })
