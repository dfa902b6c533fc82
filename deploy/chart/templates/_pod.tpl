{{/* What every pod of the chart has: it belongs to nobody, may do nothing, and knows no API of Kubernetes. */}}
{{- define "console.podBasics" -}}
automountServiceAccountToken: false
# A Service called `metrics` or `registry` beside this one would put METRICS_PORT or REGISTRY_… into our environment.
enableServiceLinks: false
terminationGracePeriodSeconds: 30
securityContext:
  runAsNonRoot: true
  {{- with .root.Values.pods.user }}
  runAsUser: {{ int . }}
  runAsGroup: {{ int . }}
  fsGroup: {{ int . }}
  {{- end }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.pods }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with default .affinity $.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- if .spread }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "console.selector" $ | nindent 8 }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "console.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "console.preStop" -}}
lifecycle:
  preStop:
    sleep:
      seconds: {{ int .Values.pods.preStopSeconds }}
{{- end -}}

{{/* A pod's metadata: `root`, `component`, and `checksum` of what it reads at its start alone. */}}
{{- define "console.podMetadata" -}}
{{- $annotations := merge (dict) .root.Values.pods.annotations -}}
{{- with .checksum }}{{ $_ := set $annotations "checksum/config" (sha256sum .) }}{{ end -}}
labels: {{- merge (include "console.labels" . | fromYaml) .root.Values.pods.labels | toYaml | nindent 2 }}
{{- with $annotations }}
annotations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The environment of the console and of the machines' door, which must not differ but in the first password. */}}
{{- define "console.env" -}}
{{- $v := .root.Values -}}
- name: NODE_ENV
  value: production
- name: HOST
  value: {{ .root.Values.pods.listen | quote }}
- name: PORT
  value: "3000"
- name: DATA_DIR
  value: /data
- name: EXTERNAL_URL
  value: {{ include "console.externalUrl" .root | quote }}
- name: TRUST_PROXY
  value: {{ include "console.trustProxy" .root | quote }}
- name: SECRET_KEY
  valueFrom:
    secretKeyRef:
      name: {{ include "console.keySecret" .root }}
      key: {{ ternary $v.secretKey.existingSecret.key "secret-key" (ne $v.secretKey.existingSecret.name "") }}
{{- if include "console.hasPostgres" .root }}
- name: DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ include "console.databaseSecret" .root }}
      key: {{ ternary $v.database.existingSecret.key "url" (ne $v.database.existingSecret.name "") }}
{{- end }}
{{- if eq .component "console" }}
- name: ADMIN_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "console.adminSecret" .root }}
      key: {{ ternary $v.adminPassword.existingSecret.key "password" (ne $v.adminPassword.existingSecret.name "") }}
      # Only the first start looks at it: afterwards the Secret may go.
      optional: true
{{- end }}
{{- if $v.metrics.enabled }}
- name: METRICS_PORT
  value: {{ int $v.metrics.port | quote }}
{{- end }}
{{- if $v.registry.enabled }}
- name: REGISTRY_URL
  value: {{ include "registry.url" .root | quote }}
{{- if $v.registry.notifications }}
- name: NOTIFICATIONS_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ include "registry.secret" .root }}
      key: notifications-token
{{- end }}
{{- end }}
{{- range $name, $value := $v.env }}
- name: {{ $name }}
  value: {{ include "console.text" $value | quote }}
{{- end }}
{{- with $v.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The pod of the console (`entry.mjs`) or of the machines' door (`tokens.mjs`), `data` being the volume of /data. */}}
{{- define "console.podSpec" -}}
{{- $v := .root.Values -}}
{{ include "console.podBasics" . }}
containers:
  - name: {{ .component }}
    image: {{ include "console.ownImage" .root }}
    imagePullPolicy: {{ $v.image.pullPolicy }}
    command: [node, {{ .entry }}]
    env: {{- include "console.env" . | nindent 6 }}
    ports:
      - name: http
        containerPort: 3000
      {{- if $v.metrics.enabled }}
      - name: metrics
        containerPort: {{ int $v.metrics.port }}
      {{- end }}
    # It listens when its migrations are done, or the console's.
    startupProbe:
      httpGet:
        path: /livez
        port: http
      periodSeconds: 2
      timeoutSeconds: 2
      failureThreshold: {{ div (add (int .values.startSeconds) 1) 2 }}
    livenessProbe:
      httpGet:
        path: /livez
        port: http
      periodSeconds: 10
      timeoutSeconds: 5
      failureThreshold: 6
    # It asks the database, and gives each of its two questions two seconds.
    readinessProbe:
      httpGet:
        path: /readyz
        port: http
      periodSeconds: 5
      timeoutSeconds: 5
      failureThreshold: 2
    {{- include "console.preStop" .root | nindent 4 }}
    securityContext: {{- include "console.containerSecurity" .root | nindent 6 }}
    resources: {{- toYaml .values.resources | nindent 6 }}
    volumeMounts:
      - name: data
        mountPath: /data
      - name: tmp
        mountPath: /tmp
volumes:
  - name: data
    {{- .data | nindent 4 }}
  - name: tmp
    emptyDir:
      sizeLimit: 256Mi
{{- end -}}

{{/* Of a Deployment: one pod more, then one less, so that nobody waits. */}}
{{- define "console.strategy" -}}
strategy:
  type: {{ .Values.strategy }}
  {{- if eq .Values.strategy "RollingUpdate" }}
  rollingUpdate:
    maxSurge: 1
    maxUnavailable: 0
  {{- end }}
{{- end -}}
