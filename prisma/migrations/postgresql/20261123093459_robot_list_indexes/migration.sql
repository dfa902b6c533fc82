-- DropIndex
DROP INDEX "Robot_projectId_name_idx";

-- DropIndex
DROP INDEX "Robot_projectId_createdAt_idx";

-- DropIndex
DROP INDEX "Robot_level_name_idx";

-- DropIndex
DROP INDEX "Robot_level_createdAt_idx";

-- CreateIndex
CREATE INDEX "Robot_projectId_name_id_legacy_idx" ON "Robot"("projectId", "name", "id", "legacy");

-- CreateIndex
CREATE INDEX "Robot_projectId_createdAt_id_name_legacy_idx" ON "Robot"("projectId", "createdAt", "id", "name", "legacy");

-- CreateIndex
CREATE INDEX "Robot_level_name_id_idx" ON "Robot"("level", "name", "id");

-- CreateIndex
CREATE INDEX "Robot_level_createdAt_id_name_idx" ON "Robot"("level", "createdAt", "id", "name");
