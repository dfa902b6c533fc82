import { useTranslations } from 'next-intl'
import type { Access } from '@/lib/domain/permissions/access'

/** Permissions in words; a pair that we have no words for (an old import) is shown as it is. */
export function usePermissionLabels() {
  const t = useTranslations('permissions')
  const say = (group: 'resource' | 'action', name: string) => {
    const key = `${group}.${name}` as 'resource.repository'
    return t.has(key) ? t(key) : name
  }
  const resource = (name: string) => say('resource', name)
  const action = (name: string) => say('action', name)
  return {
    resource,
    action,
    /** Several actions on one resource. */
    group: (name: string, actions: string) => t('pair', { resource: resource(name), action: actions }),
    pair: (access: Access) => t('pair', { resource: resource(access.resource), action: action(access.action) }),
  }
}
