/*
 * What --format knows: FORMAT(id, name).  Which of them a command writes
 * says its record.
 */
FORMAT(TEXT, "text")
FORMAT(JSON, "json")
FORMAT(SARIF, "sarif")
FORMAT(CSV, "csv")
