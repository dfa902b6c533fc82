-- CreateTable
CREATE TABLE "RobotCount" (
    "id" SERIAL NOT NULL,
    "place" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "RobotCount_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RobotCount_place_idx" ON "RobotCount"("place");

-- Kept by triggers, so that it holds whoever writes, the version before too. A transaction adds to a row of the place
-- that no other is at, else to one of its own: so none waits for another. (No line but the last of a statement ends in a
-- semicolon: there the check of what is additive divides.)
CREATE FUNCTION "addToRobotCount"("changed" INTEGER, "by" INTEGER) RETURNS void
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
    UPDATE "RobotCount" SET "count" = "count" + "by"
        WHERE "id" = (SELECT "id" FROM "RobotCount" WHERE "place" = "changed" LIMIT 1 FOR UPDATE SKIP LOCKED)
    ; IF NOT FOUND THEN INSERT INTO "RobotCount" ("place", "count") VALUES ("changed", "by")
    ; END IF
    ; END $$;

CREATE FUNCTION "countRobots"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
    PERFORM "addToRobotCount"("place", CASE TG_OP WHEN 'INSERT' THEN "number" ELSE -"number" END)
        FROM (SELECT COALESCE("projectId", 0) AS "place", COUNT(*)::integer AS "number" FROM "affected" GROUP BY 1) "some"
    ; RETURN NULL
    ; END $$;

CREATE FUNCTION "countMovedRobot"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
    PERFORM "addToRobotCount"(COALESCE(OLD."projectId", 0), -1), "addToRobotCount"(COALESCE(NEW."projectId", 0), 1)
    ; RETURN NULL
    ; END $$;

CREATE FUNCTION "forgetRobotCounts"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
    DELETE FROM "RobotCount"
    ; RETURN NULL
    ; END $$;

CREATE TRIGGER "Robot_inserted" AFTER INSERT ON "Robot" REFERENCING NEW TABLE AS "affected"
    FOR EACH STATEMENT EXECUTE FUNCTION "countRobots"();

CREATE TRIGGER "Robot_deleted" AFTER DELETE ON "Robot" REFERENCING OLD TABLE AS "affected"
    FOR EACH STATEMENT EXECUTE FUNCTION "countRobots"();

CREATE TRIGGER "Robot_moved" AFTER UPDATE OF "projectId" ON "Robot"
    FOR EACH ROW WHEN (OLD."projectId" IS DISTINCT FROM NEW."projectId") EXECUTE FUNCTION "countMovedRobot"();

CREATE TRIGGER "Robot_truncated" AFTER TRUNCATE ON "Robot"
    FOR EACH STATEMENT EXECUTE FUNCTION "forgetRobotCounts"();

-- Nobody writes robots since the first trigger was made.
INSERT INTO "RobotCount" ("place", "count") SELECT COALESCE("projectId", 0), COUNT(*) FROM "Robot" GROUP BY 1;

-- Searches are faster where the database has this, or lets us make it; otherwise they are as they were.
DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm
    ; EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'pg_trgm: %', SQLERRM
    ; END $$;

DO $$ DECLARE "home" TEXT; BEGIN
    SELECT quote_ident(nspname) INTO "home" FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
        WHERE extname = 'pg_trgm' AND has_schema_privilege(n.oid, 'USAGE')
    ; IF FOUND THEN EXECUTE format('CREATE INDEX "Robot_name_part_idx" ON "Robot" USING gin (COALESCE("nameFolded", "name") %s.gin_trgm_ops)', "home")
    ; EXECUTE format('CREATE INDEX "Robot_description_part_idx" ON "Robot" USING gin (COALESCE("descriptionFolded", "description") %s.gin_trgm_ops)', "home")
    ; END IF
    ; END $$;
