{{/* What a schema cannot say: one sentence each, which names what to change. */}}
{{- define "console.validate" -}}
{{- $v := .Values -}}
{{- if not (regexMatch "^[a-z]([-a-z0-9]*[a-z0-9])?$" (include "console.fullname" .)) -}}
{{- fail (printf "%q cannot be the name of a Service, which begins with a letter and has no dot: give fullnameOverride." (include "console.fullname" .)) -}}
{{- end -}}
{{- if has "latest" (list $v.image.tag $v.registry.image.tag) -}}
{{- fail "image.tag must not be latest, which changes under running pods: give a version, or digest." -}}
{{- end -}}
{{- $postgres := include "console.hasPostgres" . -}}
{{- if and $v.ingress.enabled (not $v.ingress.host) -}}
{{- fail "ingress.host is missing: the name under which browsers and registry clients find the console, such as robots.example.com. Without an ingress set ingress.enabled=false and externalUrl." -}}
{{- end -}}
{{- if and (not $v.ingress.enabled) (not $v.externalUrl) -}}
{{- fail "externalUrl is missing: without an ingress nothing else tells the address of the console, such as https://robots.example.com." -}}
{{- end -}}
{{- if and $v.database.url $v.database.existingSecret.name -}}
{{- fail "database.url and database.existingSecret.name exclude each other: give one of them." -}}
{{- end -}}
{{- /* Not by the schema, whose messages repeat what was given. */ -}}
{{- if and $v.database.url (not (regexMatch "^postgres(ql)?://([^/?#]*@)?[^@/?#]*(/[^@/?#]*)?([?][^@#]*)?$" $v.database.url)) -}}
{{- fail "database.url must be postgresql://user:password@host/database, what is special in user and password percent-encoded. Without it the chart runs SQLite on a volume." -}}
{{- end -}}
{{- if and $v.secretKey.value (lt (len $v.secretKey.value) 32) -}}
{{- fail "secretKey.value must have at least 32 characters." -}}
{{- end -}}
{{- if and $v.secretKey.value $v.secretKey.existingSecret.name -}}
{{- fail "secretKey.value and secretKey.existingSecret.name exclude each other: give one of them." -}}
{{- end -}}
{{- if and (not $postgres) (gt (int (default 1 $v.console.replicas)) 1) -}}
{{- fail "console.replicas must be 1 with SQLite: give database.existingSecret.name to run several replicas on PostgreSQL." -}}
{{- end -}}
{{- if and (not $postgres) $v.machines.autoscaling.enabled -}}
{{- fail "machines.autoscaling needs PostgreSQL: with SQLite the console is the only process. Give database.existingSecret.name." -}}
{{- end -}}
{{- if gt (int $v.machines.autoscaling.minReplicas) (int $v.machines.autoscaling.maxReplicas) -}}
{{- fail "machines.autoscaling.minReplicas must not be above maxReplicas." -}}
{{- end -}}
{{- if and $v.machines.autoscaling.enabled (not (dig "requests" "cpu" "" $v.machines.resources)) -}}
{{- fail "machines.autoscaling needs machines.resources.requests.cpu: it goes by a percentage of that." -}}
{{- end -}}
{{- if and (or $v.metrics.serviceMonitor.enabled $v.metrics.rules.enabled) (not $v.metrics.enabled) -}}
{{- fail "metrics.serviceMonitor and metrics.rules need metrics.enabled: without it there is nothing to scrape." -}}
{{- end -}}
{{- if eq (int $v.metrics.port) 3000 -}}
{{- fail "metrics.port must not be 3000, which is the console's." -}}
{{- end -}}
{{- if and $v.registry.enabled (not $v.registry.host) -}}
{{- fail "registry.host is missing: the name under which clients find the registry, such as registry.example.com." -}}
{{- end -}}
{{- if and $v.registry.enabled (eq $v.registry.host $v.ingress.host) -}}
{{- fail "registry.host must differ from ingress.host: the console and the registry each need a name of their own." -}}
{{- end -}}
{{- if not (or $v.registry.image.tag $v.registry.image.digest) -}}
{{- fail "registry.image.tag is missing: the version of Distribution, such as 3.1.2, or registry.image.digest." -}}
{{- end -}}
{{- $driver := omit $v.registry.storage "cache" "delete" "maintenance" "redirect" "tag" -}}
{{- if and $v.registry.storage (or (ne (len $driver) 1) (hasKey $driver "filesystem") (hasKey $driver "inmemory")) -}}
{{- fail "registry.storage must name one object storage, such as s3. Files on a volume are what registry.persistence is about." -}}
{{- end -}}
{{- if regexMatch "(?im)^[-\\s\"]*\\w*(secret|password|accountkey|sessiontoken|private_?key)\\w*\"?:" (toYaml $v.registry.storage) -}}
{{- fail "registry.storage must not hold secrets, which a ConfigMap shows: registry.extraEnv takes them from a Secret, such as REGISTRY_STORAGE_S3_SECRETKEY." -}}
{{- end -}}
{{- if and $v.registry.enabled (not $v.registry.storage) (gt (int $v.registry.replicas) 1) (ne $v.registry.persistence.accessMode "ReadWriteMany") -}}
{{- fail "registry.replicas must be 1 on a volume that one node alone may write: give registry.storage (such as s3) or a ReadWriteMany volume." -}}
{{- end -}}
{{- if and $v.backup.enabled (not $v.backup.passphrase.existingSecret.name) -}}
{{- fail "backup.passphrase.existingSecret.name is missing: the Secret of the passphrase that seals backups, of which you keep a copy elsewhere." -}}
{{- end -}}
{{- if and $v.backup.enabled (not $postgres) (eq $v.persistence.accessMode "ReadWriteOncePod") -}}
{{- fail "backup.enabled needs a second pod at SQLite's volume: persistence.accessMode must not be ReadWriteOncePod." -}}
{{- end -}}
{{- $volumes := list (ternary "" (include "console.dataClaim" .) (eq $postgres "true")) -}}
{{- $volumes = append $volumes (ternary $v.backup.persistence.existingClaim "" $v.backup.enabled) -}}
{{- $volumes = compact (append $volumes (ternary $v.registry.persistence.existingClaim "" $v.registry.enabled)) -}}
{{- if ne (len $volumes) (len (uniq $volumes)) -}}
{{- fail "the database, its backups and the registry each want a volume of their own: persistence, backup.persistence and registry.persistence name one twice." -}}
{{- end -}}
{{- $own := list "PORT" "HOST" "NODE_ENV" "DATA_DIR" "DATABASE_URL" "SECRET_KEY" "ADMIN_PASSWORD" "EXTERNAL_URL" "TRUST_PROXY" "METRICS_PORT" "BACKUP_PASSPHRASE" -}}
{{- if $v.registry.enabled -}}
{{- $own = concat $own (list "NOTIFICATIONS_TOKEN" "REGISTRY_URL") -}}
{{- end -}}
{{- range $v.extraEnv -}}
{{- if or (has .name $own) (hasKey $v.env .name) -}}
{{- fail (printf "extraEnv must not name %s: other values set it." .name) -}}
{{- end -}}
{{- end -}}
{{- range $v.registry.extraEnv -}}
{{- if regexMatch "^(REGISTRY_(AUTH|HTTP_SECRET|NOTIFICATIONS).*|NOTIFICATIONS_TOKEN|OTEL_TRACES_EXPORTER)$" .name -}}
{{- fail (printf "registry.extraEnv must not name %s: the chart sets it." .name) -}}
{{- end -}}
{{- end -}}
{{- range $list := list $v.extraEnv $v.registry.extraEnv -}}
{{- $names := dict -}}
{{- range $list -}}
{{- if hasKey $names .name -}}
{{- fail (printf "extraEnv names %s twice." .name) -}}
{{- end -}}
{{- $_ := set $names .name true -}}
{{- end -}}
{{- end -}}
{{- if and $v.registry.enabled (hasKey $v.env "REGISTRY_URL") -}}
{{- fail "env must not name REGISTRY_URL beside registry.enabled: registry.host sets it." -}}
{{- end -}}
{{- end -}}
