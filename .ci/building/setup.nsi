; Set-up for one user, without an administrator. Made by building/setup.py on Linux (makensis 3.08).
; The folder stays as it was published: the remover lies beside it, not in it.
Unicode true
; 64 bits, as everything in the folder.
Target amd64-unicode
SetCompressor /SOLID lzma
SetDateSave off
RequestExecutionLevel user
Name "Tally app ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\tally-app\${VERSION}"
ShowInstDetails nevershow
AutoCloseWindow true

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\tally-app ${VERSION}"
!define REMOVER "$LOCALAPPDATA\Programs\tally-app\remove-${VERSION}.exe"

Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

LoadLanguageFile "${NSISDIR}\Contrib\Language files\English.nlf"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\Russian.nlf"

!macro Opens ENDING
    WriteRegStr HKCU "Software\Classes\.${ENDING}" "" "tally-app.${ENDING}"
    WriteRegStr HKCU "Software\Classes\tally-app.${ENDING}\shell\open\command" "" \
        '"$INSTDIR\tally-app.exe" "%1"'
!macroend
; Another version may have taken the ending over: then it stays with that one.
!macro OpensNoMore ENDING
    ReadRegStr $0 HKCU "Software\Classes\tally-app.${ENDING}\shell\open\command" ""
    ${If} $0 == '"$INSTDIR\tally-app.exe" "%1"'
        DeleteRegKey HKCU "Software\Classes\tally-app.${ENDING}"
        DeleteRegKey HKCU "Software\Classes\.${ENDING}"
    ${EndIf}
!macroend

!include LogicLib.nsh

Section
    ; What an older try left is gone first: no old module stays beside a new one.
    RMDir /r "$INSTDIR"
    SetOutPath "$INSTDIR"
    File /r "${FOLDER}/*"
    CreateDirectory "$SMPROGRAMS\Tally app"
    CreateShortcut "$SMPROGRAMS\Tally app\Tally app ${VERSION}.lnk" "$INSTDIR\tally-app.exe"
    !insertmacro Opens "tally"
    !insertmacro Opens "tally-training"
    !insertmacro Opens "tally-election"
    WriteUninstaller "${REMOVER}"
    WriteRegStr HKCU "${KEY}" "DisplayName" "Tally app ${VERSION}"
    WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${KEY}" "UninstallString" '"${REMOVER}"'
    WriteRegDWORD HKCU "${KEY}" "NoModify" 1
SectionEnd

; Nights are kept elsewhere (in the user's own data) and stay.
Section Uninstall
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\tally-app\${VERSION}"
    RMDir /r "$INSTDIR"
    Delete "$SMPROGRAMS\Tally app\Tally app ${VERSION}.lnk"
    RMDir "$SMPROGRAMS\Tally app"
    !insertmacro OpensNoMore "tally"
    !insertmacro OpensNoMore "tally-training"
    !insertmacro OpensNoMore "tally-election"
    DeleteRegKey HKCU "${KEY}"
    Delete "${REMOVER}"
    RMDir "$LOCALAPPDATA\Programs\tally-app"
SectionEnd
