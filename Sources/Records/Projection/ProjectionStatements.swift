import SQLite

/// The prepared statements of the projector.
struct ProjectionStatements {
    let moveCursor, openPassage, decidePassage, answerPassage, endPassage: Statement
    let raiseHold, addReason, joinPassage, touchHold, screenHold: Statement
    let addStep, findHold, identifyHold, divertHold, takeHold, moveHold: Statement
    let raiseAlarm, acknowledgeAlarm, keepEntry, dropKept, addPicture: Statement

    init(_ database: Database) throws(SQLiteError) {
        moveCursor = try database.prepare("UPDATE cursor SET sequence = ?")
        openPassage = try database.prepare(
            "INSERT INTO passage(sequence, epoch, line, track, opened) VALUES (?, ?, ?, ?, ?)")
        decidePassage = try database.prepare(
            """
            UPDATE passage SET verdict = ?1, number = coalesce(?2, number), scheme = coalesce(?3, scheme), decision = ?4,
                permit = coalesce(?5, permit) WHERE sequence = ?6
            """)
        answerPassage = try database.prepare("UPDATE passage SET answer = ? WHERE sequence = ?")
        endPassage = try database.prepare("UPDATE passage SET how = ?, exit = ?, ended = ? WHERE sequence = ?")
        // The declaration that the inspector sees is the one that the passage's decision used.
        raiseHold = try database.prepare(
            """
            INSERT INTO hold(sequence, epoch, line, number, scheme, raised, updated, recall, state, declared)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, 'raised', (SELECT decision FROM passage WHERE sequence = ?8))
            """)
        addReason = try database.prepare(
            """
            INSERT INTO hold_reason(hold, place, reason)
            VALUES (?1, (SELECT count(*) FROM hold_reason WHERE hold = ?1), ?2)
            """)
        joinPassage = try database.prepare("INSERT OR IGNORE INTO hold_passage VALUES (?, ?, ?)")
        touchHold = try database.prepare("UPDATE hold SET updated = ? WHERE sequence = ?")
        screenHold = try database.prepare(
            "UPDATE hold SET declared = ?, awaits_screening = 0, updated = ? WHERE sequence = ?")
        addStep = try database.prepare(
            """
            INSERT INTO hold_step(sequence, hold, step, at, by, finding, number, has_note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        findHold = try database.prepare("UPDATE hold SET finding = ?, updated = ? WHERE sequence = ?")
        identifyHold = try database.prepare(
            "UPDATE hold SET number = ?, scheme = ?, awaits_screening = 1, updated = ? WHERE sequence = ?")
        divertHold = try database.prepare(
            "UPDATE hold SET state = CASE state WHEN 'raised' THEN 'diverted' ELSE state END, updated = ? WHERE sequence = ?"
        )
        takeHold = try database.prepare(
            "UPDATE hold SET state = 'inspecting', inspector = ?, updated = ? WHERE sequence = ?")
        moveHold = try database.prepare("UPDATE hold SET state = ?, updated = ? WHERE sequence = ?")
        raiseAlarm = try database.prepare(
            "INSERT INTO alarm(sequence, code, line, passage, epoch, device, detail, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        acknowledgeAlarm = try database.prepare("UPDATE alarm SET acknowledged = ?, by = ? WHERE sequence = ?")
        addPicture = try database.prepare(
            "INSERT INTO picture(sequence, hold, at, device, by, withheld) VALUES (?, ?, ?, ?, ?, ?)")
        dropKept = try database.prepare("DELETE FROM kept_entry WHERE kind = ? AND name = ?")
        keepEntry = try database.prepare("INSERT OR IGNORE INTO kept_entry VALUES (?, ?, ?)")
    }
}
