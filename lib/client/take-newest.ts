import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'

/** Makes what is stored by now the form's start and keeps what has been typed. `together`: fields that say one thing. */
export function takeNewest<Form extends FieldValues, Output>(
  form: UseFormReturn<Form, unknown, Output>,
  stored: Form,
  together: Path<Form>[] = [],
): void {
  const [typed, start] = [form.getValues(), form.formState.defaultValues as Form | undefined]
  const isTyped = (name: Path<Form>) => typed[name] !== start?.[name]
  const all = together.some(isTyped) ? together : []
  const kept = (Object.keys(stored) as Path<Form>[]).filter((name) => isTyped(name) || all.includes(name))
  form.reset(stored)
  for (const name of kept) form.setValue(name, typed[name], { shouldDirty: true, shouldValidate: true })
}
