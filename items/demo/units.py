"""Departments of 南郑区 that the demonstration's items name."""

LABOUR, MARKET, TAX = "区人力资源和社会保障局", "区市场监管局", "区税务局"
HOUSING, HEALTH, EDUCATION, CIVIL = "区住建局", "区卫健局", "区教体局", "区民政局"
FIRE, ECOLOGY, URBAN = "区消防救援大队", "市生态环境局南郑分局", "区城管局"
