/** Everything that leaves a row in the audit log. Each needs a text in `logs.operations` (the types see to it). */
export const auditOperations = [
  'robot.create',
  'robot.update',
  'robot.enable',
  'robot.disable',
  'robot.refresh-secret',
  'robot.retire-secret',
  'robot.keep-secret',
  'robot.cancel-rotation',
  'robot.rotate-self',
  'robot.delete',
  'robot.import',
  'robot.sign-in',
  'link.create',
  'link.open',
  'link.withdraw',
  'preset.create',
  'preset.remove',
  'project.create',
  'project.update',
  'project.delete',
  'member.create',
  'member.update',
  'member.delete',
  'user.create',
  'user.update',
  'user.enable',
  'user.disable',
  'user.reset-password',
  'user.change-password',
  'user.end-sessions',
  'user.delete',
  'user.sign-in',
  'user.sign-out',
  'configuration.update',
  'configuration.extend-former-prefix',
  'configuration.end-former-prefix',
  'signing-key.create',
  'signing-key.activate',
  'signing-key.delete',
  // Refusals that have no row of their own.
  'audit-log.omit',
  // Events past their time.
  'audit-log.clean',
] as const
export type AuditOperation = (typeof auditOperations)[number]

/** Those that are about a project or what is in it. */
export const projectOperations = auditOperations.filter((operation) => /^(robot|link|project|member)\./.test(operation))

export type AuditResult = 'success' | 'denied' | 'failure'
