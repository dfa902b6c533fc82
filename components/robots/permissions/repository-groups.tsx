'use client'

import { useTranslations } from 'next-intl'
import { maxGroups } from '@/lib/domain/permissions/access-groups'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { useRepositoriesInWords } from './use-repositories-in-words'
import { groupId } from './use-repository-groups'

type ShownGroup = { repositories: string | null; count: number }

type RepositoryGroupsProps = {
  id: string
  groups: ShownGroup[]
  current: string | null
  onChoose: (repositories: string | null) => void
  onAdd: () => void
  onEdit: (repositories: string) => void
  onRemove: (repositories: string) => void
}

/** For which repositories of a place something is allowed: all of them, and groups that are narrowed to some. */
export function RepositoryGroups({ id, groups, current, onChoose, onAdd, onEdit, onRemove }: RepositoryGroupsProps) {
  const t = useTranslations('permissions.narrow')
  const robots = useTranslations('robots')
  const inWords = useRepositoriesInWords()
  const add = (
    <Button
      kind="link"
      size="sm"
      icon="plus"
      id={`${id}-narrow`}
      className="narrow-button"
      disabled={groups.length > maxGroups}
      title={groups.length > maxGroups ? t('enough') : undefined}
      onClick={onAdd}
    >
      {t('add')}
    </Button>
  )
  if (groups.length === 1) return <div className="repository-groups">{add}</div>
  return (
    <div className="repository-groups" role="radiogroup" aria-label={t('which')}>
      {groups.map(({ repositories, count }) => {
        const words = inWords(repositories)
        const radio = groupId(id, repositories)
        return (
          <div key={radio} className="repository-group">
            <div className="clr-radio-wrapper">
              <input
                type="radio"
                id={radio}
                name={`${id}-group`}
                checked={repositories === current}
                aria-describedby={`${radio}-count`}
                onChange={() => onChoose(repositories)}
              />
              <label htmlFor={radio} className="clr-control-label" title={words}>
                {words}
              </label>
            </div>
            <span id={`${radio}-count`} className="repository-group-count">
              {robots('permissionCount', { count })}
            </span>
            {repositories !== null && (
              <>
                <IconButton icon="pencil" label={t('edit', { words })} onClick={() => onEdit(repositories)} />
                <IconButton icon="times" label={t('remove', { words })} onClick={() => onRemove(repositories)} />
              </>
            )}
          </div>
        )
      })}
      {add}
    </div>
  )
}
