-- CreateTable
CREATE TABLE "DisabledRobotCount" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "place" INTEGER NOT NULL,
    "count" INTEGER NOT NULL
);

-- CreateIndex
CREATE INDEX "DisabledRobotCount_place_idx" ON "DisabledRobotCount"("place");

-- Kept by triggers, as RobotCount is. (No line but the last of a statement ends in a semicolon.)
CREATE TRIGGER "Robot_disabled_inserted" AFTER INSERT ON "Robot" WHEN NEW."disabled" BEGIN
    INSERT INTO "DisabledRobotCount" ("place", "count") SELECT COALESCE(NEW."projectId", 0), 0
        WHERE NOT EXISTS (SELECT 1 FROM "DisabledRobotCount" WHERE "place" = COALESCE(NEW."projectId", 0))
    ; UPDATE "DisabledRobotCount" SET "count" = "count" + 1
        WHERE "id" = (SELECT MIN("id") FROM "DisabledRobotCount" WHERE "place" = COALESCE(NEW."projectId", 0))
    ; END;

CREATE TRIGGER "Robot_disabled_deleted" AFTER DELETE ON "Robot" WHEN OLD."disabled" BEGIN
    INSERT INTO "DisabledRobotCount" ("place", "count") SELECT COALESCE(OLD."projectId", 0), 0
        WHERE NOT EXISTS (SELECT 1 FROM "DisabledRobotCount" WHERE "place" = COALESCE(OLD."projectId", 0))
    ; UPDATE "DisabledRobotCount" SET "count" = "count" - 1
        WHERE "id" = (SELECT MIN("id") FROM "DisabledRobotCount" WHERE "place" = COALESCE(OLD."projectId", 0))
    ; END;

CREATE TRIGGER "Robot_disabled_changed" AFTER UPDATE OF "disabled", "projectId" ON "Robot"
    WHEN OLD."disabled" IS NOT NEW."disabled" OR OLD."projectId" IS NOT NEW."projectId" BEGIN
    INSERT INTO "DisabledRobotCount" ("place", "count") SELECT COALESCE(NEW."projectId", 0), 0
        WHERE NOT EXISTS (SELECT 1 FROM "DisabledRobotCount" WHERE "place" = COALESCE(NEW."projectId", 0))
    ; INSERT INTO "DisabledRobotCount" ("place", "count") SELECT COALESCE(OLD."projectId", 0), 0
        WHERE NOT EXISTS (SELECT 1 FROM "DisabledRobotCount" WHERE "place" = COALESCE(OLD."projectId", 0))
    ; UPDATE "DisabledRobotCount" SET "count" = "count" - OLD."disabled"
        WHERE "id" = (SELECT MIN("id") FROM "DisabledRobotCount" WHERE "place" = COALESCE(OLD."projectId", 0))
    ; UPDATE "DisabledRobotCount" SET "count" = "count" + NEW."disabled"
        WHERE "id" = (SELECT MIN("id") FROM "DisabledRobotCount" WHERE "place" = COALESCE(NEW."projectId", 0))
    ; END;

INSERT INTO "DisabledRobotCount" ("place", "count")
    SELECT COALESCE("projectId", 0), COUNT(*) FROM "Robot" WHERE "disabled" GROUP BY 1;
