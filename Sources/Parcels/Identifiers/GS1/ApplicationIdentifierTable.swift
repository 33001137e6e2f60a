extension ApplicationIdentifier {
    /// The application identifiers of the GS1 General Specifications (release 2026), one a line: number, or first and last of numbers
    /// that differ in their last digit; `*` where the length is predefined, so that no separator follows; format; data title.
    ///
    /// A format is made of components: `n` digits, `x`, `y`, `z` characters of GS1's sets 82, 39 and 64; a size or a range of sizes;
    /// in brackets where it may be missing; then letters for what is checked, which `ApplicationIdentifier.Check` names.
    static let table = """
        00* n18cK SSCC
        01* n14cK GTIN
        02* n14cK CONTENT
        03* n14cK MTO GTIN
        10 x1-20 BATCH/LOT
        11* n6d PROD DATE
        12* n6d DUE DATE
        13* n6d PACK DATE
        15* n6d BEST BEFORE or BEST BY
        16* n6d SELL BY
        17* n6d USE BY or EXPIRY
        20* n2 VARIANT
        21 x1-20 SERIAL
        22 x1-20 CPV
        235 x1-28 TPX
        240 x1-30 ADDITIONAL ID
        241 x1-30 CUST. PART No.
        242 n1-6 MTO VARIANT
        243 x1-20 PCN
        250 x1-30 SECONDARY SERIAL
        251 x1-30 REF. TO SOURCE
        253 n13ck+[x1-17] GDTI
        254 x1-20 GLN EXTENSION COMPONENT
        255 n13ck+[n1-12] GCN
        30 n1-8 VAR. COUNT
        3100-5* n6 NET WEIGHT (kg)
        3110-5* n6 LENGTH (m)
        3120-5* n6 WIDTH (m)
        3130-5* n6 HEIGHT (m)
        3140-5* n6 AREA (m²)
        3150-5* n6 NET VOLUME (l)
        3160-5* n6 NET VOLUME (m³)
        3200-5* n6 NET WEIGHT (lb)
        3210-5* n6 LENGTH (in)
        3220-5* n6 LENGTH (ft)
        3230-5* n6 LENGTH (yd)
        3240-5* n6 WIDTH (in)
        3250-5* n6 WIDTH (ft)
        3260-5* n6 WIDTH (yd)
        3270-5* n6 HEIGHT (in)
        3280-5* n6 HEIGHT (ft)
        3290-5* n6 HEIGHT (yd)
        3300-5* n6 GROSS WEIGHT (kg)
        3310-5* n6 LENGTH (m), log
        3320-5* n6 WIDTH (m), log
        3330-5* n6 HEIGHT (m), log
        3340-5* n6 AREA (m²), log
        3350-5* n6 VOLUME (l), log
        3360-5* n6 VOLUME (m³), log
        3370-5* n6 KG PER m²
        3400-5* n6 GROSS WEIGHT (lb)
        3410-5* n6 LENGTH (in), log
        3420-5* n6 LENGTH (ft), log
        3430-5* n6 LENGTH (yd), log
        3440-5* n6 WIDTH (in), log
        3450-5* n6 WIDTH (ft), log
        3460-5* n6 WIDTH (yd), log
        3470-5* n6 HEIGHT (in), log
        3480-5* n6 HEIGHT (ft), log
        3490-5* n6 HEIGHT (yd), log
        3500-5* n6 AREA (in²)
        3510-5* n6 AREA (ft²)
        3520-5* n6 AREA (yd²)
        3530-5* n6 AREA (in²), log
        3540-5* n6 AREA (ft²), log
        3550-5* n6 AREA (yd²), log
        3560-5* n6 NET WEIGHT (tr oz)
        3570-5* n6 NET VOLUME (oz)
        3600-5* n6 NET VOLUME (qt (US))
        3610-5* n6 NET VOLUME (gal.)
        3620-5* n6 VOLUME (qt (US)), log
        3630-5* n6 VOLUME (gal (US)), log
        3640-5* n6 NET VOLUME (in³)
        3650-5* n6 NET VOLUME (ft³)
        3660-5* n6 NET VOLUME (yd³)
        3670-5* n6 VOLUME (in³), log
        3680-5* n6 VOLUME (ft³), log
        3690-5* n6 VOLUME (yd³), log
        37 n1-8 COUNT
        3900-9 n1-15 AMOUNT
        3910-9 n3+n1-15 AMOUNT
        3920-9 n1-15 PRICE
        3930-9 n3+n1-15 PRICE
        3940-3 n4 PRCNT OFF
        3950-5 n6 PRICE/UoM
        400 x1-30 ORDER NUMBER
        401 x1-30k GINC
        402 n17ck GSIN
        403 x1-30 ROUTE
        410* n13ck SHIP TO LOC
        411* n13ck BILL TO
        412* n13ck PURCHASE FROM
        413* n13ck SHIP FOR LOC
        414* n13ck LOC No.
        415* n13ck PAY TO
        416* n13ck PROD/SERV LOC
        417* n13ck PARTY
        420 x1-20 SHIP TO POST
        421 n3+x1-9 SHIP TO POST
        422 n3 ORIGIN
        423 n3+[n3]+[n3]+[n3]+[n3] COUNTRY - INITIAL PROCESS
        424 n3 COUNTRY - PROCESS
        425 n3+[n3]+[n3]+[n3]+[n3] COUNTRY - DISASSEMBLY
        426 n3 COUNTRY - FULL PROCESS
        427 x1-3 ORIGIN SUBDIVISION
        4300 x1-35p SHIP TO COMP
        4301 x1-35p SHIP TO NAME
        4302 x1-70p SHIP TO ADD1
        4303 x1-70p SHIP TO ADD2
        4304 x1-70p SHIP TO SUB
        4305 x1-70p SHIP TO LOC
        4306 x1-70p SHIP TO REG
        4307 x2r SHIP TO COUNTRY
        4308 x1-30 SHIP TO PHONE
        4309 n10g+n10G SHIP TO GEO
        4310 x1-35p RTN TO COMP
        4311 x1-35p RTN TO NAME
        4312 x1-70p RTN TO ADD1
        4313 x1-70p RTN TO ADD2
        4314 x1-70p RTN TO SUB
        4315 x1-70p RTN TO LOC
        4316 x1-70p RTN TO REG
        4317 x2r RTN TO COUNTRY
        4318 x1-20 RTN TO POST
        4319 x1-30 RTN TO PHONE
        4320 x1-35p SRV DESCRIPTION
        4321 n1y DANGEROUS GOODS
        4322 n1y AUTH TO LEAVE
        4323 n1y SIG REQUIRED
        4324 n6d+n4t NOT BEF DEL DT
        4325 n6d+n4t NOT AFT DEL DT
        4326 n6D REL DATE
        4330 n6+[x1-] MAX TEMP F.
        4331 n6+[x1-] MAX TEMP C.
        4332 n6+[x1-] MIN TEMP F.
        4333 n6+[x1-] MIN TEMP C.
        7001 n13 NSN
        7002 x1-30 MEAT CUT
        7003 n6D+n4t EXPIRY TIME
        7004 n1-4 ACTIVE POTENCY
        7005 x1-12 CATCH AREA
        7006 n6D FIRST FREEZE DATE
        7007 n6D+[n6D] HARVEST DATE
        7008 x1-3 AQUATIC SPECIES
        7009 x1-10 FISHING GEAR TYPE
        7010 x1-2 PROD METHOD
        7011 n6D+[n4t] TEST BY DATE
        7020 x1-20 REFURB LOT
        7021 x1-20 FUNC STAT
        7022 x1-20 REV STAT
        7023 x1-30k GIAI - ASSEMBLY
        7030-9 n3+x1-27 PROCESSOR
        7040 n1+x1+x1+x1 UIC+EXT
        7041 x1-4 UFRGT UNIT TYPE
        710 x1-20 NHRN PZN
        711 x1-20 NHRN CIP
        712 x1-20 NHRN CN
        713 x1-20 NHRN DRN
        714 x1-20 NHRN AIM
        715 x1-20 NHRN NDC
        716 x1-20 NHRN AIC
        717 x1-20 NHRN SRN
        7230-9 x2+x1-28 CERTIFICATION
        7240 x1-20 PROTOCOL
        7241 n2 AIDC MEDIA TYPE
        7242 x1-25 VCN
        7250 n8Y DOB
        7251 n8Y+n4t DOB TIME
        7252 n1s BIO SEX
        7253 x1-40p FAMILY NAME
        7254 x1-40p GIVEN NAME
        7255 x1-10 SUFFIX
        7256 x1-90p FULL NAME
        7257 x1-70p PERSON ADDR
        7258 x3/ BIRTH SEQUENCE
        7259 x1-40p BABY
        8001 n4z+n5z+n3z+n1w+n1 DIMENSIONS
        8002 x1-20 CMT No.
        8003 n1Z+n13ck+[x1-16] GRAI
        8004 x1-30k GIAI
        8005 n6 PRICE PER UNIT
        8006 n14cK+n4o ITIP
        8007 x1-34i IBAN
        8008 n6D+n2h+[n2m]+[n2m] PROD TIME
        8009 x1-50 OPTSEN
        8010 y1-30k CPID
        8011 n1-12n CPID SERIAL
        8012 x1-20 VERSION
        8013 x1-25ak GMN
        8014 x1-25ake MUDI
        8017 n18ck GSRN - PROVIDER
        8018 n18ck GSRN - RECIPIENT
        8019 n1-10 SRIN
        8020 x1-25 REF No.
        8026 n14cK+n4o ITIP CONTENT
        8030 z1-90 DIGSIG
        8040 n15 IMEI
        8041 n15 IMEI2
        8042 n32 ESIM
        8043 n18+[n1-2] PSIM
        8110 x1-70
        8111 n4 POINTS
        8112 x1-70
        8200 x1-70 PRODUCT URL
        90 x1-30 INTERNAL
        91-9 x1-90 INTERNAL
        """
}
