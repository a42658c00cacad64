"""What the rules say, in Spanish. See `words_en`."""

from app.level_of_care.sentences import Say

STAFF = {
    Say.hours: "{attended_min:h} de {floor_min:H} h esta semana.[ Faltan {missing_min:up} h.]",
    Say.hours_so_far: "{attended_min:h} de {floor_min:H} h hasta ahora esta semana."
    "[ Quedan {ahead_min:h} h por venir.][ Faltan {missing_min:up} h.]",
    Say.hours_planned: "{planned_min:h} de {floor_min:H} h previstas[: faltan {missing_min:up} h].",
    Say.nothing_planned: "No hay nada previsto esta semana[; lo mínimo son {floor_min:H} h].",
    Say.nothing_took_place: "No había nada previsto esta semana[; lo mínimo eran {floor_min:H} h].",
    Say.all_excused: "Semana justificada entera: no se esperan horas.",
    Say.floor_lowered: "Justificado[: {days} de {of_days} días][, {excused_min:h} h]. Lo mínimo "
    "esta semana son {floor_min:H} h en lugar de {usual_floor_min:H} h.",
    Say.floor_of_first_week: "Admisión a mitad de semana: lo mínimo son {floor_min:H} h en lugar "
    "de {usual_floor_min:H} h.",
    Say.over_ceiling: "{hours_min:h} h son {over_min:h} h más que el máximo de {ceiling_min:H} h.",
    Say.unmarked: "{count} {count:sesión sin anotar|sesiones sin anotar} ({hours_min:h} h).",
    Say.missed: "{count} {count:sesión perdida|sesiones perdidas} ({hours_min:h} h).",
    Say.too_many_in_a_day: "El {weekday:day} tiene {sessions} sesiones; se {cap:acordó|acordaron} "
    "{cap}.",
    Say.individual_met: "{attended} {attended:sesión individual|sesiones individuales}.",
    Say.individual_planned: "Sesiones individuales: {attended} de {wanted}, {open} en el "
    "calendario.",
    Say.individual_missing: "{missing:Falta la sesión individual|Faltan sesiones individuales"
    "}[: {attended} de {wanted}].",
    Say.mutual_help_met: "{attended} {attended:reunión|reuniones} de ayuda mutua.",
    Say.mutual_help_planned: "Ayuda mutua: {attended} de {wanted} reuniones, {open} en el "
    "calendario.",
    Say.mutual_help_missing: "Ayuda mutua: {attended} de {wanted} reuniones, "
    "{missing:falta|faltan} {missing}.",
    Say.benchmarks: "{met} de {of} metas alcanzadas.",
    Say.no_benchmarks: "Este nivel no tiene metas.",
    Say.week_of_level: "Semana {weeks} en este nivel[; lo habitual {usual:es|son} {usual}].",
    Say.all_met: "Todas las metas de este nivel ({of}) están alcanzadas.",
    Say.not_all_met: "{met} de {of} metas están alcanzadas.",
    Say.hours_not_reached: "Menos atención espera hasta que se alcancen las horas[; faltan "
    "{missing_min:up} h esta semana][; faltaron {before_min:up} h la semana anterior].",
    Say.usual_weeks_over: "Semana {weeks} de las {usual} habituales.",
    Say.usual_weeks_left: "Semana {weeks} de las {usual} habituales: {left:queda|quedan} {left}.",
    Say.first_week: "Es la primera semana en este nivel.",
    Say.week_ahead: "Esta semana aún no ha empezado.",
    Say.short_twice: "Dos semanas seguidas por debajo por tiempo perdido: {first_min:up} h y "
    "después {second_min:up} h.",
    Say.benchmark_lost: "Estaba alcanzada y ya no lo está: {benchmark}",
    Say.no_level_above: "En este programa no hay un nivel con más atención.",
    Say.last_level: "Es el último nivel.",
    Say.share_attended: "{part} de {of} sesiones asistidas ({percent} %; se necesita {wanted} %).",
    Say.weeks_with_individual: "{part} de {weeks} {weeks:semana|semanas} con sesión individual; "
    "se necesitan {wanted:n}.",
    Say.mutual_help_a_week: "{part} {part:reunión|reuniones} en {weeks} {weeks:semana|semanas}; "
    "se necesitan {wanted:n} por semana.",
    Say.share_checked_in: "Registros en {part} de {of} días ({percent} %; se necesita {wanted} %).",
    Say.days_without_use: "{days} {days:día seguido|días seguidos} sin consumo declarado; se "
    "necesitan {wanted:n}. Registros en {checked} de los últimos 7 días.",
    Say.too_early: "Hacen falta {weeks} semanas en este nivel; esta es la {week}.",
    Say.not_known: "Todavía no se sabe nada.",
    Say.judged: "{evidence}",
    Say.not_judged: "Nadie lo ha dicho todavía.",
    Say.before_admission: "Todavía sin admisión: no hay nivel ni horas previstas.",
    Say.level_gone: "El programa ya no tiene un nivel con este nombre. Elige otro, por favor.",
    Say.aftercare_month: "Mes {month} de {of:n} de seguimiento.",
    Say.aftercare_over: "Los {of:n} meses de seguimiento han terminado.",
    Say.aftercare_last: "La última sesión fue hace {days} {days:día|días}[; lo habitual es una "
    "cada {every} {every:semana|semanas}].",
    Say.aftercare_none_yet: "Todavía ninguna sesión de seguimiento[; lo habitual es una cada "
    "{every} {every:semana|semanas}].",
    Say.aftercare_planned: "{count} {count:sesión|sesiones} en el calendario esta semana.",
    Say.aftercare_attended: "{count} {count:sesión asistida|sesiones asistidas} esta semana.",
    Say.aftercare_nothing: "Ninguna sesión esta semana.",
    Say.open_door: "El tratamiento está completado; la puerta sigue abierta.",
    Say.stay_over: "Esta estancia ha terminado.",
    Say.decided_level: "Desde ahora: {level}.",
    Say.decided_stay: "El nivel sigue igual: {level}.",
    Say.decided_end: "Esta parte del programa está completada.",
}

CLIENT = STAFF | {
    Say.hours: "{attended_min:h} de {floor_min:H} h esta semana.",
    Say.hours_so_far: "{attended_min:h} de {floor_min:H} h hasta ahora esta semana."
    "[ Quedan {ahead_min:h} h por venir.]",
    Say.hours_planned: "{planned_min:h} de {floor_min:H} h están en tu calendario."
    "[ Todavía se pueden añadir {missing_min:up} h.]",
    Say.nothing_planned: "Aún no hay nada en tu calendario esta semana. Tu equipo puede ayudarte.",
    Say.nothing_took_place: "No había nada en tu calendario esa semana.",
    Say.all_excused: "Tienes toda la semana libre. No se espera nada de ti.",
    Say.floor_lowered: "Tienes tiempo libre: esta semana bastan {floor_min:H} h en lugar de "
    "{usual_floor_min:H} h.",
    Say.floor_of_first_week: "Tu primera semana es corta: bastan {floor_min:H} h en lugar de "
    "{usual_floor_min:H} h.",
    Say.over_ceiling: "{hours_min:h} h son muchas: lo máximo en este nivel son {ceiling_min:H} h. "
    "Tómate descansos.",
    Say.unmarked: "Tu equipo todavía tiene que anotar {count} {count:sesión|sesiones}.",
    Say.missed: "No pudiste venir a {count} {count:sesión|sesiones}. Puedes hablarlo con tu "
    "equipo.",
    Say.too_many_in_a_day: "El {weekday:day} tiene {sessions} sesiones; se {cap:acordó|acordaron} "
    "{cap} contigo. Puedes pedir que se mueva una.",
    Say.individual_planned: "Tu sesión individual está en el calendario.",
    Say.individual_missing: "Tu sesión individual de esta semana aún no está en el calendario.",
    Say.mutual_help_planned: "Tu reunión de ayuda mutua está en el calendario.",
    Say.mutual_help_missing: "Ayuda mutua: {attended} de {wanted} reuniones por ahora.",
    Say.benchmarks: "{met} de {of} metas de este nivel alcanzadas.",
    Say.no_benchmarks: "Este nivel no tiene metas que se cuenten.",
    Say.week_of_level: "Semana {weeks} en este nivel.",
    Say.too_early: "Esto se mira después de {weeks} semanas.",
    Say.not_known: "Aquí todavía no hay nada que ver.",
    Say.not_judged: "Tu equipo lo hablará contigo.",
    Say.before_admission: "Tu programa todavía no ha empezado.",
    Say.level_gone: "Tu equipo está cambiando tu programa.",
    Say.aftercare_month: "Mes {month} de {of:n} después de tu programa.",
    Say.aftercare_over: "Los {of:n} meses después de tu programa ya están.",
    Say.aftercare_last: "Tu última sesión fue hace {days} {days:día|días}.",
    Say.aftercare_none_yet: "Tu primera sesión está por venir.",
    Say.aftercare_planned: "Tienes {count} {count:sesión|sesiones} en tu calendario esta semana.",
    Say.aftercare_attended: "Viniste a {count} {count:sesión|sesiones} esta semana.",
    Say.open_door: "Has completado tu programa. La puerta sigue abierta para ti.",
    Say.stay_over: "Tu programa ha terminado.",
}

WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
POINT = ","
