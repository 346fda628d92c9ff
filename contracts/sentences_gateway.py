"""What a person reads when the gateway refuses something, by its code: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "wrong_password": (
        "账号或密码不对。连续五次不对将锁定 20 分钟。",
        "The account or the password is not right. Five failures lock it for 20 minutes.",
    ),
    "locked_out": (
        "连续失败次数过多，请 {seconds} 秒后再登录，或联系管理员。",
        "Too many failures. Sign in again in {seconds} seconds, or ask an administrator.",
    ),
    "not_yet": (
        "正在更新，请 {seconds} 秒后再看；您的操作已经保存。",
        "Still catching up: look again in {seconds} seconds. What you did is saved.",
    ),
    "no_such_version": (
        "没有这个版本，目前是第 {version} 版。请刷新后再看。",
        "There is no such version; it is at {version} now. Refresh and look again.",
    ),
    "no_such_filter": (
        "这个列表不能按此项筛选。请去掉后再试。",
        "This list cannot be narrowed by that. Leave it out and try again.",
    ),
    "unknown_photo": (
        "没有这张照片，或您看不到它。请重新拍照上传。",
        "There is no such photo, or you cannot see it. Upload it again.",
    ),
    "no_such_case_here": (
        "没有这一件，或不在您的范围内。请从列表中选择，或不填案件编号。",
        "There is no such case within your reach. Choose one from the list, or name none.",
    ),
    "case_not_to_whistle": (
        "{number} 目前是“{state}”，不能就此吹哨。请刷新后查看，或不填案件编号。",
        "{number} is {state} now: no whistle can be blown on it. Look again, or name no case.",
    ),
    "draft_is_late": (
        "此草拟所涉案件（{numbers}）已不能吹哨：已办结、已转办或已另行吹哨。"
        "请不予受理，或退回修改。",
        "No whistle can be blown on its cases any more ({numbers}): they are over, or others have "
        "them. Decline the draft, or return it to be revised.",
    ),
    "export_too_large": (
        "一次最多导出 {most} 行。请用筛选条件缩小范围后分次导出。",
        "At most {most} rows leave at once. Narrow it with filters and export it in parts.",
    ),
    "reported": (
        "已受理，请用编号查询进展。",
        "Taken in. Follow it by its number.",
    ),
    "bad_period": (
        "开始时间不能晚于结束时间，请调整后再查。",
        "The start must not be after the end. Change them and ask again.",
    ),
    "password_expired": (
        "密码已超过 90 天，请先修改密码，再办理其他事项。",
        "The password is older than 90 days. Change it first, then go on.",
    ),
    "password_short": (
        "密码至少 {least} 位，请设得更长。",
        "A password has at least {least} characters. Make it longer.",
    ),
    "password_plain": (
        "密码须含大写、小写、数字、符号中的至少 {least} 类，请重设。",
        "A password has at least {least} of: capitals, small letters, digits, signs. Choose again.",
    ),
    "password_is_name": (
        "密码不能包含账号名，请重设。",
        "A password does not contain the account's name. Choose again.",
    ),
    "password_used": (
        "不能使用最近 {last} 次用过的密码，请换一个。",
        "It was among the last {last} passwords. Choose another one.",
    ),
    "post_holders_stay": (
        "您担任岗位，账号由城市名册管理，请联系管理员办理。",
        "You hold a post: your account belongs to the city's register. Ask an administrator.",
    ),
    "bad_cursor": (
        "翻页位置已失效，请从第一页重新查看。",
        "This page marker is no longer good. Start again from the first page.",
    ),
    "file_too_large": (
        "照片太大，最多 {most_mb} MB。请压缩后再传。",
        "The photo is too large; the limit is {most_mb} MB. Make it smaller and send it again.",
    ),
    "not_a_photo": (
        "只能上传 JPEG、PNG 或 WebP 照片。",
        "Only JPEG, PNG or WebP photos can be uploaded.",
    ),
    "photo_damaged": (
        "照片已损坏，无法读取。请重新拍照上传。",
        "The photo is damaged and cannot be read. Take it again.",
    ),
    "broken_pack": (
        "城市包有 {count} 处问题，没有任何改动。请按清单修改后重新上传。",
        "The city pack has {count} faults; nothing was changed. Mend what is listed and upload it "
        "again.",
    ),
    "no_pack": (
        "没有收到文件。请上传城市包的压缩文件，或其中的文件。",
        "No file came. Upload a zip of the city pack, or some of its files.",
    ),
    "pack_too_large": (
        "城市包太大，无法保存。请减少网格边界的点数后再上传。",
        "The city pack is too large to keep. Draw the outlines with fewer points and upload again.",
    ),
    "zip_unreadable": (
        "压缩文件无法读取。请重新打包为普通 ZIP 后上传。",
        "The zip cannot be read. Pack it again as a plain zip and upload it.",
    ),
    "zip_too_large": (
        "压缩文件展开后太大，最多 {most}。请检查内容后重新打包。",
        "The zip unpacks to more than {most}. Look at what is in it and pack it again.",
    ),
    "zip_not_allowed": (
        "压缩文件中的“{name}”不能接收：只收城市包的文件，放在最外层或同一个文件夹里。",
        "“{name}” in the zip is not accepted: only files of a pack, at the top or in one folder.",
    ),
    "power_not_granted": (
        "本街道未被赋予这项权力。请向区里申请，或由区级处理。",
        "This street was not granted that power. Ask the district for it, or let the district act.",
    ),
    "own_draft": (
        "自己起草的城市包不能自己发布。请另一位管理员或区督办审核发布。",
        "You drafted this pack, so you cannot publish it. Ask another administrator or the "
        "district's supervisor.",
    ),
    "draft_outdated": (
        "起草之后已有新版本发布。请在新版本上重新起草。",
        "Another version was published after this was drafted. Draft it again on that one.",
    ),
    "strange_columns": (
        "表中没有这些列：{names}。请按模板的列名填写。",
        "The table has no such columns: {names}. Use the columns of the template.",
    ),
    "not_your_own_post": (
        "只能委托自己在任的岗位，且审计、管理等岗位不得委托。请由在任者本人办理。",
        "Only a post of one's own can be lent, and never those of audit or administration. Let its "
        "holder do it.",
    ),
    "not_a_deputy": (
        "对方不是这个岗位的 A角、B角或同单位人员。请选择其他人。",
        "That person is neither a deputy named for this post nor a colleague. Choose another.",
    ),
    "bad_term": (
        "委托须在开始之后结束，最长 {days} 天。请修改结束时间。",
        "It must end after it begins, and within {days} days. Change when it ends.",
    ),
    "link_not_good": (
        "这个回访链接已使用、已过期或无效。如需评价，请等待电话回访，或登录后评价。",
        "This link was used, is over, or was never given. To say how it was, wait to be called, or "
        "sign in.",
    ),
    "device_needed": (
        "这个账号只能在已登记的设备上使用。请用已登记的设备登录；设备遗失请联系管理员。",
        "This account is used on registered devices only. Use one of them; if it is lost, ask an "
        "administrator to revoke it.",
    ),
    "device_unknown": (
        "这台设备未登记或已停用。请用已登记的设备登录后重新登记。",
        "This device is not registered, or no more. Sign in on one that is and register it again.",
    ),
    "too_many_devices": (
        "最多登记 {most} 台设备。请先停用一台不再使用的。",
        "At most {most} devices can be registered. Revoke one that is no longer used first.",
    ),
    "no_device_yet": (
        "还没有登记设备。请先登记这台设备，再开启“仅限登记设备”。",
        "No device is registered yet. Register this one first, then require devices.",
    ),
    "lent_already": (
        "这个岗位在此期间已经委托他人。请先收回，再另行委托。",
        "This post is lent for these days already. Take it back first, then lend it again.",
    ),
}
