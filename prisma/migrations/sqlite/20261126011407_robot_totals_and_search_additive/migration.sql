-- CreateTable
CREATE TABLE "RobotCount" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "place" INTEGER NOT NULL,
    "count" INTEGER NOT NULL
);

-- CreateIndex
CREATE INDEX "RobotCount_place_idx" ON "RobotCount"("place");

-- Parts of three characters of what robots are searched by, in the order of places: place * 2^32 + id. The texts
-- themselves are not in there.
CREATE VIRTUAL TABLE "RobotText" USING fts5("name", "description", content='', contentless_delete=1,
    tokenize='trigram case_sensitive 1');

-- Kept by triggers, so that both hold whoever writes, the version before too. (No line but the last of a statement ends
-- in a semicolon: there the runner divides.)
CREATE TRIGGER "Robot_inserted" AFTER INSERT ON "Robot" BEGIN
    INSERT INTO "RobotCount" ("place", "count") SELECT COALESCE(NEW."projectId", 0), 0
        WHERE NOT EXISTS (SELECT 1 FROM "RobotCount" WHERE "place" = COALESCE(NEW."projectId", 0))
    ; UPDATE "RobotCount" SET "count" = "count" + 1
        WHERE "id" = (SELECT MIN("id") FROM "RobotCount" WHERE "place" = COALESCE(NEW."projectId", 0))
    ; INSERT INTO "RobotText" ("rowid", "name", "description") VALUES ((COALESCE(NEW."projectId", 0) << 32) + NEW."id",
        COALESCE(NEW."nameFolded", NEW."name"), COALESCE(NEW."descriptionFolded", NEW."description"))
    ; END;

CREATE TRIGGER "Robot_deleted" AFTER DELETE ON "Robot" BEGIN
    INSERT INTO "RobotCount" ("place", "count") SELECT COALESCE(OLD."projectId", 0), 0
        WHERE NOT EXISTS (SELECT 1 FROM "RobotCount" WHERE "place" = COALESCE(OLD."projectId", 0))
    ; UPDATE "RobotCount" SET "count" = "count" - 1
        WHERE "id" = (SELECT MIN("id") FROM "RobotCount" WHERE "place" = COALESCE(OLD."projectId", 0))
    ; DELETE FROM "RobotText" WHERE "rowid" = (COALESCE(OLD."projectId", 0) << 32) + OLD."id"
    ; END;

CREATE TRIGGER "Robot_moved" AFTER UPDATE OF "projectId" ON "Robot"
    WHEN OLD."projectId" IS NOT NEW."projectId" BEGIN
    INSERT INTO "RobotCount" ("place", "count") VALUES (COALESCE(OLD."projectId", 0), -1), (COALESCE(NEW."projectId", 0), 1)
    ; END;

CREATE TRIGGER "Robot_reworded"
    AFTER UPDATE OF "id", "projectId", "name", "nameFolded", "description", "descriptionFolded" ON "Robot" BEGIN
    DELETE FROM "RobotText" WHERE "rowid" = (COALESCE(OLD."projectId", 0) << 32) + OLD."id"
    ; INSERT INTO "RobotText" ("rowid", "name", "description") VALUES ((COALESCE(NEW."projectId", 0) << 32) + NEW."id",
        COALESCE(NEW."nameFolded", NEW."name"), COALESCE(NEW."descriptionFolded", NEW."description"))
    ; END;

INSERT INTO "RobotCount" ("place", "count") SELECT COALESCE("projectId", 0), COUNT(*) FROM "Robot" GROUP BY 1;

INSERT INTO "RobotText" ("rowid", "name", "description") SELECT (COALESCE("projectId", 0) << 32) + "id",
    COALESCE("nameFolded", "name"), COALESCE("descriptionFolded", "description") FROM "Robot" ORDER BY 1;
