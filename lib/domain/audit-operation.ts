/** Everything that leaves a row in the audit log. */
export type AuditOperation =
  | 'robot.create'
  | 'robot.update'
  | 'robot.enable'
  | 'robot.disable'
  | 'robot.refresh-secret'
  | 'robot.delete'
  | 'robot.sign-in'
  | 'project.create'
  | 'member.create'
  | 'user.create'
  | 'user.sign-in'
  | 'user.sign-out'
  | 'signing-key.create'

export type AuditResult = 'success' | 'denied' | 'failure'
